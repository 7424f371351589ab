"""Forms of cohorts."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import DateWordsField


class CohortForm(forms.Form):
    name = forms.CharField(
        max_length=120, label="Name", error_messages={"required": "Give the cohort a name."}
    )
    starts_on = DateWordsField(label="First day", error_messages={"required": "Say when it starts."})
    ends_on = DateWordsField(label="Last day", required=False)
    trainers: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Who else runs it",
        error_messages={"invalid_choice": "Choose trainers from the list."},
    )

    def __init__(self, *args: Any, trainers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["trainers"].queryset = trainers

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day must not be before the first.")
        return given


class MembersForm(forms.Form):
    people: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        label="Who joins?",
        error_messages={
            "required": "Choose at least one person.",
            "invalid_choice": "Choose people from the list.",
        },
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people


class ItemForm(forms.Form):
    template: Any = forms.ModelChoiceField(
        queryset=None,
        label="Which assessment?",
        empty_label="Choose one",
        error_messages={
            "required": "Choose an assessment from the library.",
            "invalid_choice": "Choose an assessment from the library.",
        },
    )
    due_on = DateWordsField(label="Due date", required=False, ahead=True)

    def __init__(self, *args: Any, templates: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["template"].queryset = templates

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        if due_on is not None and due_on < timezone.localdate():
            raise forms.ValidationError("Choose a due date that has not passed.")
        return due_on
