"""Forms of tasks: they validate, and never save."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from assessments.forms import not_passed, words
from duties.models import Task
from lib.fields import DateWordsField, YesNo

ASKED = ("title", "words", "due_on", "link")


class AskedForm(forms.Form):
    """What is to be done, and by when."""

    title = forms.CharField(
        label="What is to be done?",
        max_length=160,
        error_messages={
            "required": "Say in a line what is to be done.",
            "max_length": "Shorten it to 160 characters; the box below has room for more.",
        },
    )
    due_on = DateWordsField(
        label="Due date", required=False, ahead=True, help_text="For example 30 Nov 2026, or Friday."
    )
    link = forms.CharField(
        label="Link",
        required=False,
        max_length=1000,
        help_text="A form to fill in, a booking page, a document.",
        validators=[
            URLValidator(schemes=["http", "https"], message="Enter a whole address, starting with https://.")
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"] = words(label="What it takes", rows=5)
        self.fields["link"].widget.attrs |= {"inputmode": "url", "autocapitalize": "none"}

    def clean_due_on(self) -> date | None:
        return not_passed(self.cleaned_data["due_on"])

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ASKED}


class ChangeTaskForm(AskedForm):
    """The same of a task that was set, whose own due date may have passed."""

    def __init__(self, *args: Any, task: Task, **options: Any) -> None:
        self.before = task.due_on
        super().__init__(*args, initial={name: getattr(task, name) for name in ASKED}, **options)

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        return due_on if due_on == self.before else not_passed(due_on)


class TaskForm(AskedForm):
    """A new task, and for whom. `people` is there for who sets work to others."""

    needs_approval = YesNo(label="I approve it when it is done", initial=True)
    for_me = YesNo(label="For myself", help_text="Nobody else sees it, and nobody approves it.")
    people: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Who is it for?",
        error_messages={"invalid_choice": "Choose people from the list."},
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people
        self.sets_others = people.exists()
        if not self.sets_others:
            for name in ("people", "for_me", "needs_approval"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if (
            self.sets_others
            and "people" not in self.errors
            and not given.get("people")
            and not given["for_me"]
        ):
            self.add_error("people", "Choose at least one person, or yourself.")
        return given

    def values(self) -> dict[str, Any]:
        return super().values() | {"needs_approval": self.cleaned_data.get("needs_approval", False)}


class DoneForm(forms.Form):
    """The owner's word with what they did."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"] = words(label="What did you do?", rows=4)


class ReturnForm(forms.Form):
    """Why a task goes back."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = words(label="What is missing?", rows=3, most=2_000)

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError("Say what is missing, so that they can put it right.")
        return reason
