"""Forms of acts on many activities: which act on which, and what to set."""

import uuid
from typing import Any
from uuid import UUID

from django import forms

from activities.acts import ACTS
from activities.fields import CompetencesText
from activities.models import Category
from lib.fields import TagsText
from sharing.models import Audience

SCOPES = [("ticked", "Those ticked"), ("all", "All that match the filter")]


class UidsText(forms.CharField):
    """Uids between commas, in one hidden box: a thousand of them would be too many boxes. Cleans to a list of UUIDs."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        return ",".join(str(one) for one in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[UUID]:
        try:
            return [UUID(part) for part in super().clean(value).split(",")]
        except ValueError:
            raise forms.ValidationError("Choose the activities in your log again.") from None


class PickForm(forms.Form):
    """The bar above the table: an act, and those ticked or all that match the filter `query`."""

    act = forms.ChoiceField(
        label="What to do with them",
        choices=[(act.kind, act.label) for act in ACTS.values()],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what to do with them."),
    )
    scope = forms.ChoiceField(choices=SCOPES, required=False, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=2_000, strip=False, widget=forms.HiddenInput)


class ActForm(forms.Form):
    """The confirmation of one act: what to set, on which activities, and the key that makes it one act."""

    tags = TagsText(label="Tags", help_text="With commas between them.")
    category = forms.ChoiceField(
        label="What kind of learning?", choices=Category.choices, widget=forms.RadioSelect
    )
    competences = CompetencesText(
        label="Competences", help_text="As pack/grade/code, with commas between them."
    )
    audience = forms.ChoiceField(
        label="Who can see them?", choices=Audience.choices, widget=forms.RadioSelect
    )
    act = forms.ChoiceField(
        choices=[(act.kind, act.label) for act in ACTS.values()], widget=forms.HiddenInput
    )
    chosen = UidsText()
    query = forms.CharField(required=False, max_length=2_000, strip=False, widget=forms.HiddenInput)
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, takes: str, **options: Any) -> None:
        """`takes` names the one field that this act sets; the others are left out."""
        super().__init__(*args, **options)
        for name in {"tags", "category", "competences", "audience"} - {takes}:
            del self.fields[name]
        self.takes = takes
        if takes in ("tags", "competences"):
            self.fields[takes].required = True
            self.fields[takes].error_messages["required"] = f"Write at least one of the {takes}."

    @property
    def value(self) -> Any:
        return self.cleaned_data.get(self.takes)
