"""What is changed of work that was set: by when it is due, and who is asked to score it."""

from datetime import date
from typing import Any

from django import forms

from assessments.forms import not_passed, words
from lib.fields import DateWordsField


class ChangeForm(forms.Form):
    """Without `assessors` the person may not say who scores it; without `dated` its due date is past changing."""

    due_on = DateWordsField(label="Due date", required=False, ahead=True)
    reason = words(label="Why the date changes", rows=2, most=2_000)
    assessor: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Trainer asked to score it",
        empty_label="Nobody besides their supervisors and whoever set it",
        error_messages={"invalid_choice": "Choose a trainer from the list."},
    )

    def __init__(self, *args: Any, work: Any, assessors: Any, **options: Any) -> None:
        self.before = work.due_on
        super().__init__(*args, initial={"due_on": work.due_on, "assessor": work.assessor_id}, **options)
        if assessors is None:
            del self.fields["assessor"]
        else:
            self.fields["assessor"].queryset = assessors
        if not work.is_with_trainee:
            del self.fields["due_on"], self.fields["reason"]

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        if due_on is None and self.before is not None:
            raise forms.ValidationError("It has a due date: give it another, or leave it as it is.")
        return due_on if due_on == self.before else not_passed(due_on)

    @property
    def new_day(self) -> date | None:
        """The due date where it is another than before."""
        day = self.cleaned_data.get("due_on")
        return day if day != self.before else None
