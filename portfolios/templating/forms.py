"""What is chosen and typed about templates."""

from typing import Any

from django import forms

from portfolios.forms import SectionForm
from portfolios.templating.models import TemplatePage, WebfolioTemplate


class TitleForm(forms.Form):
    title = forms.CharField(
        label="What is it called?", max_length=120, error_messages={"required": "Give it a title."}
    )


class CopyForm(TitleForm):
    """The copy's title; an admin says whose it is."""

    whose = forms.ChoiceField(
        label="Whose is the copy?",
        choices=[("mine", "Mine"), ("institution", "The institution’s: everybody can begin with it")],
        initial="mine",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whose it is.", "invalid_choice": "Choose one of the two."},
    )

    def __init__(self, *args: Any, is_admin: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_admin:
            del self.fields["whose"]

    @property
    def for_institution(self) -> bool:
        return self.cleaned_data.get("whose") == "institution"


class BeginForm(forms.Form):
    """Which template a webfolio begins with; the default is chosen already."""

    template: Any = forms.ModelChoiceField(
        label="Which template?",
        queryset=None,
        to_field_name="uid",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a template.",
            "invalid_choice": "Choose one from the list; what was chosen before is gone.",
        },
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = WebfolioTemplate.objects.visible_to(person)
        self.fields["template"].queryset = found
        default = next((one for one in found if one.is_default), None)
        self.fields["template"].initial = default.uid if default else None


class StartedSectionForm(SectionForm):
    """A section's title, and the page of a template that it begins with."""

    start: Any = forms.ModelChoiceField(
        label="What does it begin with?",
        queryset=None,
        to_field_name="uid",
        required=False,
        empty_label="Nothing: an empty page",
        help_text="You get a copy of the words, to change as you like.",
        error_messages={"invalid_choice": "Choose one from the list; what was chosen before is gone."},
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        templates = WebfolioTemplate.objects.visible_to(person).order_by().values("pk")
        rows = TemplatePage.objects.filter(template__in=templates).select_related("template")
        field = self.fields["start"]
        field.queryset = rows.order_by("-template__is_default", "template__title", "template", "place")
        field.label_from_instance = lambda page: f"{page.title}, of {page.template}"
