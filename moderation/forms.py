"""Forms of moderation. They validate, and never save."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from assessments.forms import CriteriaForm, words
from lib.fields import YesNo
from lib.once import AGAIN

LONGEST_AGREED = 4_000


class Once(forms.Form):
    """The one-time key of a form that makes something."""

    once = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": AGAIN, "invalid": AGAIN},
    )


class AskForm(Once):
    marker: Any = forms.ModelChoiceField(
        queryset=None,
        to_field_name="uid",
        label="Who gives the second mark?",
        empty_label="Choose one",
        error_messages={"required": "Choose somebody.", "invalid_choice": "Choose somebody from the list."},
    )
    blind = YesNo(label="Blind: they see nothing of the first marks", initial=True)

    def __init__(self, *args: Any, markers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["marker"].queryset = markers


class AgreedForm(forms.Form):
    agreed = words(label="What you agreed", rows=4, most=LONGEST_AGREED)
    changed = forms.CharField(required=False, widget=forms.HiddenInput)


class ShareForm(Once):
    """Which template, how much of it, by whom, and the seed that decides which."""

    template: Any = forms.ModelChoiceField(
        queryset=None,
        to_field_name="uid",
        label="Which assessment?",
        empty_label="Choose one",
        error_messages={
            "required": "Choose a template.",
            "invalid_choice": "Choose a template from the list.",
        },
    )
    percent = forms.IntegerField(
        label="Per cent marked twice",
        min_value=1,
        max_value=100,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Give a share from 1 to 100 per cent."
        ),
    )
    markers: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="uid",
        widget=forms.CheckboxSelectMultiple,
        label="Second markers, asked in turn",
        error_messages={
            "required": "Choose at least one trainer.",
            "invalid_choice": "Choose trainers from the list.",
            "invalid_pk_value": "Choose trainers from the list.",
        },
    )
    seed = forms.CharField(
        label="A few words that fix the choice",
        max_length=200,
        error_messages={
            "required": "Write a few words that fix the choice, such as today’s date and a throw of dice.",
            "max_length": "Keep it under 200 characters.",
        },
    )

    def __init__(self, *args: Any, templates: Any, markers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["template"].queryset = templates
        self.fields["markers"].queryset = markers


class CalibrationForm(Once):
    title = forms.CharField(
        label="Title",
        max_length=160,
        error_messages={"required": "Give the set a title.", "max_length": "Keep it under 160 characters."},
    )
    template: Any = forms.ModelChoiceField(
        queryset=None,
        to_field_name="uid",
        label="Which assessment?",
        empty_label="Choose one",
        error_messages={
            "required": "Choose a template.",
            "invalid_choice": "Choose a template from the list.",
        },
    )

    def __init__(self, *args: Any, templates: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["template"].queryset = templates


def unscored(criterion: Any) -> str:
    """It names the criterion, so that a summary of several is not the same sentence several times."""
    return f"{criterion.text.title}. Choose a score from 0 to {criterion.maximum}."


class RatingForm(CriteriaForm):
    """A rater's scores of one exemplar: `score-1`, with nothing written. `criteria` are `NumberedCriterion`s, as below."""

    SCORE = ("score", "Your score")
    TEXT = ("why", "Why")

    def __init__(self, criteria: Iterable[Any], data: Any = None, **options: Any) -> None:
        super().__init__(criteria, data, **options)
        for criterion in self.criteria:
            score, text = self.names(criterion)
            del self.fields[text]
            self.fields[score].required = True
            self.fields[score].error_messages["required"] = unscored(criterion)

    def rows(self) -> list[dict[str, Any]]:
        return [{"criterion": one, "score": self[self.names(one)[0]]} for one in self.criteria]

    def scores(self) -> dict[str, int]:
        return {str(one.order): self.cleaned_data[self.names(one)[0]] for one in self.criteria}


class ExemplarForm(CriteriaForm):
    """An invented answer to each criterion with its reference score and the reason: `answer-1`, `reference-1`, `why-1`."""

    SCORE = ("reference", "Reference score")
    TEXT = ("why", "Why this score")
    ROWS = 3

    def __init__(self, criteria: Iterable[Any], data: Any = None, **options: Any) -> None:
        super().__init__(criteria, data, **options)
        self.fields["title"] = forms.CharField(
            label="Title",
            max_length=160,
            error_messages={
                "required": "Give it a title, such as Answer A.",
                "max_length": "Keep it under 160 characters.",
            },
        )
        for one in self.criteria:
            self.fields[f"answer-{one.order}"] = words(label="The answer, invented", rows=5)
            score = self.fields[self.names(one)[0]]
            score.required = True
            score.error_messages["required"] = unscored(one)
        self.order_fields(["title"])

    def rows(self) -> list[dict[str, Any]]:
        return [row | {"answer": self[f"answer-{row['criterion'].order}"]} for row in super().rows()]

    def values(self) -> dict[str, Any]:
        """As `actions.save_exemplar` takes them."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "answers": {str(one.order): given[f"answer-{one.order}"] for one in self.criteria},
            "reference": {
                str(one.order): {"score": given[f"reference-{one.order}"], "why": given[f"why-{one.order}"]}
                for one in self.criteria
            },
        }
