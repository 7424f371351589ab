"""Forms of assessments. Each side's form names that side's fields only, so that a forged one is never read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from assessments.models import AssignedCriterion, AssignedPrompt
from lib.fields import DateWordsField

LONGEST = 20_000
# Up to here a score is a strip of buttons; above it, a box to type into.
STRIP = 20
GENERAL = "Why is this knowledge needed, what did you have to understand, how did you use it?"


class WordsField(forms.CharField):
    """Longer text, kept as typed but for the line ends, which browsers send in a form of their own."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


def words(*, label: str, rows: int, most: int = LONGEST) -> WordsField:
    return WordsField(
        label=label,
        required=False,
        max_length=most,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": f"Keep it under {most:,} characters."},
    )


class ScoreField(forms.IntegerField):
    """0 to the maximum, or None for no score. A strip of buttons unless there are too many, or something else was typed."""

    def __init__(self, *, maximum: int, label: str, typed: str | None) -> None:
        said = f"Choose a score from 0 to {maximum}."
        super().__init__(required=False, label=label, error_messages={"invalid": said})
        self.validators = [MinValueValidator(0, said), MaxValueValidator(maximum, said)]
        figures = [(str(score), str(score)) for score in range(maximum + 1)]
        known = {"", *(figure for figure, _ in figures)}
        if maximum <= STRIP and (typed is None or typed.strip() in known):
            self.widget = forms.RadioSelect(choices=[*figures, ("", "None")])
        else:
            self.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})


class CriteriaForm(forms.Form):
    """One score field and one text field for each criterion, named by its number: `score-1`, `feedback-1`."""

    SCORE: tuple[str, str]
    TEXT: tuple[str, str]
    ROWS = 4

    def __init__(self, criteria: Iterable[AssignedCriterion], data: Any = None, **options: Any) -> None:
        self.criteria = list(criteria)
        super().__init__(data, **options)
        for criterion in self.criteria:
            score, text = self.names(criterion)
            typed = data.get(score) if data is not None else None
            self.fields[score] = ScoreField(maximum=criterion.maximum, label=self.SCORE[1], typed=typed)
            self.fields[text] = words(label=self.TEXT[1], rows=self.ROWS)

    def names(self, criterion: AssignedCriterion) -> tuple[str, str]:
        return f"{self.SCORE[0]}-{criterion.order}", f"{self.TEXT[0]}-{criterion.order}"

    def rows(self) -> list[dict[str, Any]]:
        """Each criterion with its two bound fields, for the template."""
        return [
            {"criterion": criterion, "score": self[score], "text": self[text]}
            for criterion in self.criteria
            for score, text in [self.names(criterion)]
        ]

    def typed(self) -> list[tuple[str, str]]:
        """(label, what was typed) of everything that was sent, to be shown back when it cannot be kept."""
        return [
            (self.label_of(name), str(value))
            for name, value in ((name, self.data.get(name, "")) for name in self.fields)
            if str(value).strip()
        ]

    def label_of(self, name: str) -> str:
        number = name.rpartition("-")[2] if "-" in name else ""
        return f"{number}. {self.fields[name].label}" if number else str(self.fields[name].label)


class AnswersForm(CriteriaForm):
    """The trainee's: own score and response to each criterion, and a box for each prompt.

    The single box about the whole, `general_response`, stands where there are no prompts, or where it holds words already.
    """

    SCORE = ("self_score", "Your own score")
    TEXT = ("response", "Your response")
    ROWS = 5

    def __init__(
        self,
        criteria: Iterable[AssignedCriterion],
        data: Any = None,
        *,
        prompts: Iterable[AssignedPrompt] = (),
        has_general: bool = True,
        **options: Any,
    ) -> None:
        self.prompts = list(prompts)
        super().__init__(criteria, data, **options)
        for prompt in self.prompts:
            self.fields[prompt_name(prompt)] = words(label=prompt.label, rows=4)
            self.fields[prompt_name(prompt)].help_text = prompt.hint
        if has_general:
            hint = "" if self.prompts else GENERAL
            self.fields["general_response"] = words(label="Anything to add about the whole", rows=4)
            self.fields["general_response"].help_text = hint

    def whole(self) -> list[forms.BoundField]:
        """The boxes about the whole, in order."""
        names = [prompt_name(one) for one in self.prompts] + ["general_response"]
        return [self[name] for name in names if name in self.fields]

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label) if name.startswith("prompt-") else super().label_of(name)


def prompt_name(prompt: AssignedPrompt) -> str:
    return f"prompt-{prompt.order}"


class MarksForm(CriteriaForm):
    """The scorer's: score and feedback on each criterion, overall feedback, and the reason of a return."""

    SCORE = ("score", "Your score")
    TEXT = ("feedback", "Feedback on this criterion")

    def __init__(self, criteria: Iterable[AssignedCriterion], data: Any = None, **options: Any) -> None:
        super().__init__(criteria, data, **options)
        self.fields["overall_feedback"] = words(label="Overall feedback", rows=4)
        self.fields["reason"] = words(label="Why you are returning it", rows=2, most=2_000)
        # The one box that no draft holds.
        self.fields["reason"].widget.attrs["data-by-button"] = True


class NotesForm(forms.Form):
    """A scorer's own notes on a piece of work."""

    notes = words(label="Your own notes", rows=4)
    changed = forms.CharField(required=False, widget=forms.HiddenInput)


def not_passed(due_on: date | None) -> date | None:
    """A due date as it was given; ValidationError for a day gone by."""
    if due_on is not None and due_on < timezone.localdate():
        raise forms.ValidationError("Choose a due date that has not passed.")
    return due_on


class ReasonForm(forms.Form):
    """Why work is returned or withdrawn."""

    reason = words(label="Reason", rows=3, most=2_000)


class SetForm(forms.Form):
    """To whom an assessment is set, by when, and who is asked to score it."""

    people: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        label="Who is it for?",
        error_messages={
            "required": "Choose at least one person.",
            "invalid_choice": "Choose people from the list.",
        },
    )
    opens_on = DateWordsField(label="Opens on", required=False, ahead=True)
    due_on = DateWordsField(label="Due date", required=False, ahead=True)
    assessor: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Trainer asked to score it",
        empty_label="Nobody besides their supervisors and you",
        error_messages={"invalid_choice": "Choose a trainer from the list."},
    )

    def __init__(self, *args: Any, people: Any, assessors: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people
        self.fields["assessor"].queryset = assessors

    def clean_due_on(self) -> date | None:
        due_on = not_passed(self.cleaned_data["due_on"])
        opens_on = self.cleaned_data.get("opens_on")
        if due_on is not None and opens_on is not None and due_on < opens_on:
            raise forms.ValidationError("It would be due before it opens.")
        return due_on
