"""What a supporter fills in, on a page without an account."""

from typing import Any

from django import forms

from applications.facts import VIEWS
from applications.shapes import Unit
from lib.fields import YesNo
from signoffs.forms import own_name, own_role

MOST_WORDS = 5000


class SupportForm(forms.Form):
    """A comment and a view for each section, then name, role and declaration. `seen` ties it to the text on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    overall = forms.CharField(
        label="Overall", required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you would tell an assessor about this person.",
    )  # fmt: skip
    signed_name = own_name()
    signed_role = own_role()
    declare = YesNo(label="I know this person's work, and what I have written is my honest view")

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {f"s{number}": unit for number, unit in enumerate(units)}
        views = [(key, word or "I cannot say") for key, word in VIEWS.items()]
        for name, unit in self.units.items():
            heading = f"{unit.code} {unit.title}".strip()
            self.fields[f"{name}_comment"] = forms.CharField(
                label=f"Your comment on {heading}", required=False, max_length=MOST_WORDS,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
            self.fields[f"{name}_view"] = forms.ChoiceField(
                label=f"Is {heading} met, in your view?", required=False, choices=views, widget=forms.RadioSelect,
            )  # fmt: skip

    def clean_declare(self) -> bool:
        if not self.cleaned_data["declare"]:
            raise forms.ValidationError("Tick the declaration to send your comments.")
        return True

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if (
            not self.errors
            and not given["overall"]
            and not any(given[f"{name}_comment"] for name in self.units)
        ):
            self.add_error("overall", "Write at least one comment, on a section or overall.")
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        comments = {
            unit.code: {"comment": given[f"{name}_comment"], "view": given[f"{name}_view"]}
            for name, unit in self.units.items()
            if given[f"{name}_comment"] or given[f"{name}_view"]
        }
        return {
            "comments": comments, "overall": given["overall"], "signed_name": given["signed_name"],
            "signed_role": given["signed_role"],
        }  # fmt: skip
