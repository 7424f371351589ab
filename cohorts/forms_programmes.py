"""Forms of programmes."""

from collections.abc import Callable
from typing import Any

from django import forms

from assessments.forms import words
from cohorts.actions import Said
from cohorts.models import ProgrammeItem
from cohorts.models.items import EVENT, TASK

UNITS = {"days": 1, "weeks": 7}
MOST_DAYS = 1_830


class ProgrammeForm(forms.Form):
    title = forms.CharField(
        max_length=120, label="Title", error_messages={"required": "Give the programme a title."}
    )
    notes = words(label="Notes for whoever runs it", rows=3, most=4_000)

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)


class ItemForm(forms.Form):
    """An item, due so many days or weeks after the first day; events and tasks in words, assessments by their template."""

    after = forms.IntegerField(
        label="How long after the first day?",
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Say how long after the first day it is due; 0 is the first day itself.",
            "invalid": "Give a whole number, for example 6.",
            "min_value": "Nothing is due before the first day.",
        },
    )
    unit = forms.ChoiceField(
        label="Counted in", choices=[("weeks", "Weeks"), ("days", "Days")], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, kind: str, templates: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        own = FIELDS[kind]() if kind in FIELDS else template_fields(templates)
        self.fields = {**own, **self.fields}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "after" in given and "unit" in given and self.days > MOST_DAYS:
            self.add_error("after", "A programme lasts five years at most.")
        return given

    @property
    def days(self) -> int:
        return self.cleaned_data["after"] * UNITS[self.cleaned_data["unit"]]

    @property
    def values(self) -> dict[str, Any]:
        """Fields of a ProgrammeItem."""
        given = self.cleaned_data
        if self.kind in FIELDS:
            own: dict[str, Any] = {name: given[name] for name in ("title", "place", "notes") if name in given}
        else:
            own = {"title": given["template"].title, "template": given["template"]}
        return {"kind": self.kind, "offset_days": self.days, **own}


def event_fields() -> dict[str, forms.Field]:
    said = {"required": "Give the event a title."}
    return {
        "title": forms.CharField(max_length=160, label="What is it?", error_messages=said),
        "place": forms.CharField(max_length=120, label="Place", required=False),
        "notes": words(label="Notes", rows=3, most=2_000),
    }


def task_fields() -> dict[str, forms.Field]:
    said = {"required": "Say in a line what is to be done."}
    return {
        "title": forms.CharField(max_length=160, label="What is to be done?", error_messages=said),
        "notes": words(label="What they need to know", rows=3, most=2_000),
    }


FIELDS: dict[str, Callable[[], dict[str, forms.Field]]] = {EVENT: event_fields, TASK: task_fields}


def template_fields(templates: Any) -> dict[str, forms.Field]:
    said = "Choose an assessment from the library."
    field: Any = forms.ModelChoiceField(
        templates,
        label="Which assessment?",
        empty_label="Choose one",
        error_messages={"required": said, "invalid_choice": said},
    )
    return {"template": field}


def stored(item: ProgrammeItem) -> dict[str, Any]:
    """An item as initial values of an ItemForm: in weeks where it is whole weeks."""
    unit = "weeks" if item.offset_days % 7 == 0 else "days"
    return {
        "title": item.title,
        "place": item.place,
        "notes": item.notes,
        "template": item.template_id,
        "after": item.offset_days // UNITS[unit],
        "unit": unit,
    }
