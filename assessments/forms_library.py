"""Forms of the library: writing a template, whom it is open to, a file to bring."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from activities.fields import CompetencesText
from assessments import contents, scoring
from assessments.contents import (
    HIGHEST_SCORE,
    HIGHEST_WEIGHT,
    MOST_ATTEMPTS,
    MOST_CRITERIA,
    Content,
    CriterionText,
)
from assessments.forms import words
from assessments.models import Template
from lib.fields import TagsText
from lib.formats import figure

NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


class Figure(forms.DecimalField):
    """A number with two places at most, shown without trailing zeros."""

    def __init__(self, *, least: Decimal, most: int, said: str, **options: Any) -> None:
        super().__init__(
            required=False,
            max_digits=9,
            decimal_places=2,
            widget=forms.TextInput(attrs=DECIMAL),
            error_messages=dict.fromkeys(
                ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), said
            ),
            **options,
        )
        self.validators += [MinValueValidator(least, said), MaxValueValidator(most, said)]

    def prepare_value(self, value: Any) -> Any:
        return figure(value) if isinstance(value, Decimal) else value


def read_by(reader: Callable[[str], Any], text: str) -> Any:
    try:
        return reader(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error


class TemplateForm(forms.Form):
    title = forms.CharField(
        max_length=contents.TITLE,
        error_messages={"required": "Give the assessment a title."},
        label="Title",
    )
    guidance = words(label="Guidance", rows=5, most=contents.GUIDANCE)
    prompts = words(label="Questions about the whole", rows=3, most=6_000)
    tags = TagsText(label="Tags", max_length=900)
    pass_kind = forms.ChoiceField(
        label="What passes",
        required=False,
        choices=[("", "No pass mark"), *scoring.PASS_KINDS],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose points, per cent or no pass mark."},
    )
    pass_mark = Figure(
        label="Pass mark",
        least=Decimal("0.01"),
        most=1_000_000,
        said="Write a number above 0, such as 60 or 12.5.",
    )
    attempts = forms.IntegerField(
        label="Attempts allowed",
        required=False,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"invalid": f"Write a whole number from 1 to {MOST_ATTEMPTS}."},
        validators=[
            MinValueValidator(1, "At least one attempt is allowed."),
            MaxValueValidator(MOST_ATTEMPTS, f"At most {MOST_ATTEMPTS} attempts are allowed."),
        ],
    )

    def clean_prompts(self) -> list[contents.PromptText]:
        return read_by(contents.read_prompts, self.cleaned_data["prompts"])

    def clean_attempts(self) -> int:
        return self.cleaned_data["attempts"] or 1


class CriterionForm(forms.Form):
    """One criterion of a template. A row left wholly empty is no criterion."""

    section = forms.CharField(label="Section", required=False, max_length=contents.SECTION)
    title = forms.CharField(
        max_length=contents.TITLE,
        error_messages={"required": "Say what this criterion is about."},
        label="Criterion",
    )
    guidance = words(label="Guidance", rows=2, most=contents.CRITERION_GUIDANCE)
    maximum = forms.IntegerField(
        label="Highest score",
        error_messages={
            "required": "Give the highest score.",
            "invalid": f"Write a whole number from 1 to {HIGHEST_SCORE}.",
        },
        validators=[
            MinValueValidator(1, "The highest score is at least 1."),
            MaxValueValidator(HIGHEST_SCORE, f"The highest score is at most {HIGHEST_SCORE}."),
        ],
        widget=forms.TextInput(attrs=NUMBER),
    )
    weight = Figure(
        label="Weight",
        least=Decimal("0.01"),
        most=HIGHEST_WEIGHT,
        said=f"Write a number above 0 and up to {HIGHEST_WEIGHT}, such as 2 or 0.5.",
    )
    minimum = forms.IntegerField(
        label="Least that passes",
        required=False,
        error_messages={"invalid": "Write a whole number, or leave it empty."},
        validators=[MinValueValidator(0, "Write a whole number, or leave it empty.")],
        widget=forms.TextInput(attrs=NUMBER),
    )
    evidence_required = forms.BooleanField(label="Evidence is required", required=False)
    levels = words(label="What each score means", rows=4, most=5_000)
    competences = CompetencesText(label="Competences", max_length=4_000)

    def clean_weight(self) -> Decimal:
        return self.cleaned_data["weight"] or scoring.ONE

    def clean_levels(self) -> list[list[str]]:
        return read_by(scoring.read_levels, self.cleaned_data["levels"])


class BaseCriteria(forms.BaseFormSet):
    def kept(self) -> list[Any]:
        """The forms of the criteria to keep, by the places given; one that was moved comes before one that stayed there."""
        staying = [
            (at, form)
            for at, form in enumerate(self.forms, start=1)
            if not self._should_delete_form(form) and form.cleaned_data.get("title")
        ]

        def place(one: tuple[int, Any]) -> tuple[int, bool, int]:
            at, form = one
            return form.cleaned_data.get("ORDER") or at, "ORDER" not in form.changed_data, at

        return [form for _, form in sorted(staying, key=place)]


def criteria_formset(*, extra: int) -> Any:
    """A class of `BaseCriteria` with this many empty rows."""
    return forms.formset_factory(
        CriterionForm,
        formset=BaseCriteria,
        extra=extra,
        can_delete=True,
        can_order=True,
        max_num=MOST_CRITERIA,
        validate_max=True,
        absolute_max=MOST_CRITERIA + 10,
    )


class TemplateForms:
    """The form of a template and its criteria as one: valid when both are and they fit together."""

    def __init__(self, data: Any, *, stored: Content | None = None) -> None:
        initial = initial_of(stored) if stored else {}
        rows = [initial_of_criterion(one) for one in stored.criteria] if stored else []
        self.form = TemplateForm(data, initial=initial)
        self.criteria = criteria_formset(extra=2 if stored else 4)(data, initial=rows)

    def is_valid(self) -> bool:
        if not (self.form.is_valid() & self.criteria.is_valid()):
            return False
        for place, sentence in contents.problems(self.content()):
            self._refuse(place, sentence)
        return self.form.is_valid() and not any(form.errors for form in self.criteria.kept())

    def content(self) -> Content:
        """What was written. Call it when both forms are valid by themselves."""
        return Content(
            criteria=[
                CriterionText(
                    **{name: form.cleaned_data[name] for name in CriterionText.__dataclass_fields__}
                )
                for form in self.criteria.kept()
            ],
            **self.form.cleaned_data,
        )

    def _refuse(self, place: contents.Place, sentence: str) -> None:
        """Beside its field; what concerns the criteria as a whole stands at the top."""
        match place:
            case ("criteria", int(at), str(name)):
                self.criteria.kept()[at].add_error(name, sentence)
            case ("criteria",):
                self.form.add_error(None, sentence)
            case (str(name),):
                self.form.add_error(name, sentence)


def initial_of(stored: Content) -> dict[str, Any]:
    return vars(stored) | {"prompts": contents.write_prompts(stored.prompts)}


def initial_of_criterion(one: CriterionText) -> dict[str, Any]:
    return vars(one) | {"levels": scoring.write_levels(one.levels)}


class SharingForm(forms.Form):
    """Who besides its owner may read, copy and set a template."""

    sharing = forms.ChoiceField(
        label="Who can use it?",
        choices=Template.Sharing.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say who can use it.",
            "invalid_choice": "Choose one of the three.",
        },
    )
    people: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="People you name",
        error_messages={"invalid_choice": "Choose people from the list."},
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people


class FileForm(forms.Form):
    """A template somebody brings as a file."""

    file = forms.FileField(
        label="File",
        error_messages={
            "required": "Choose the file of a template.",
            "empty": "This file is empty: choose the one that was downloaded.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
