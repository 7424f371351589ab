"""Forms of cohorts: the cohort itself, its members, and what is set to it."""

from datetime import date
from typing import Any

from django import forms

from assessments.forms import not_passed, words
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
        return ends_after_start(self, super().clean())


def ends_after_start(form: forms.Form, given: dict[str, Any] | None) -> dict[str, Any]:
    found = given or {}
    starts_on, ends_on = found.get("starts_on"), found.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        form.add_error("ends_on", "The last day must not be before the first.")
    return found


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
        return not_passed(self.cleaned_data["due_on"])


class EventForm(forms.Form):
    title = forms.CharField(
        max_length=160, label="What is it?", error_messages={"required": "Give the event a title."}
    )
    due_on = DateWordsField(label="Day", ahead=True, error_messages={"required": "Say on which day it is."})
    place = forms.CharField(max_length=120, label="Place", required=False)
    notes = words(label="Notes", rows=3, most=2_000)


class TaskForm(forms.Form):
    title = forms.CharField(
        max_length=160,
        label="What is to be done?",
        error_messages={"required": "Say in a line what is to be done."},
    )
    notes = words(label="What they need to know", rows=3, most=2_000)
    due_on = DateWordsField(label="Due date", required=False, ahead=True)

    def clean_due_on(self) -> date | None:
        return not_passed(self.cleaned_data["due_on"])


class AttendanceForm(forms.Form):
    """One answer for each member, named by their uid: `came-<uid>`."""

    CHOICES = [("yes", "Attended"), ("no", "Did not attend"), ("", "Not marked")]
    ANSWERS = {"yes": True, "no": False, "": None}

    def __init__(self, *args: Any, people: Any, said: dict[int, bool], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = list(people)
        for person in self.people:
            known = said.get(person.pk)
            self.fields[f"came-{person.uid}"] = forms.ChoiceField(
                choices=self.CHOICES,
                required=False,
                widget=forms.RadioSelect,
                label=str(person),
                initial="" if known is None else ("yes" if known else "no"),
            )

    def came(self) -> dict[int, bool | None]:
        """Whether each person came, by key; nothing for who was not in the form."""
        return {
            person.pk: self.ANSWERS[self.cleaned_data[f"came-{person.uid}"]]
            for person in self.people
            if f"came-{person.uid}" in self.data
        }


class TitleForm(forms.Form):
    """A title alone: what a copy is called."""

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give it a title."})


class AgainForm(forms.Form):
    """A cohort run again: its name and days."""

    name = forms.CharField(
        max_length=120, label="Name", error_messages={"required": "Give the cohort a name."}
    )
    starts_on = DateWordsField(
        label="First day", ahead=True, error_messages={"required": "Say when it starts."}
    )
    ends_on = DateWordsField(label="Last day", required=False, ahead=True)

    def clean(self) -> dict[str, Any]:
        return ends_after_start(self, super().clean())
