"""The forms of blocks that show evidence, entries, activities and assessments, picked by hand or by what fits."""

from datetime import date
from typing import Any

from django import forms

from activities.models import Category
from lib.fields import DateText
from portfolios.forms_words import BlockForm, YesBox

MOST_CHOSEN = 30
NOT_OFFERED = "Choose one from the list; what was chosen before is gone or sealed."
AS_READABLE = "A reader of this page sees those of them that are open to that reader."
RESULT_ALONE = (
    "Readers of this page see the title, the day and the result: nothing of your answers or the feedback."
)
LATEST_OF = [
    ("activities", "Activities"),
    ("entries", "Journal entries"),
    ("assessments", "Assessment results"),
]
MOSTS = [(str(number), str(number)) for number in (3, 5, 10, 20)]


class ImageForm(BlockForm):
    evidence = forms.ChoiceField(
        label="Which picture?",
        error_messages={"required": "Choose a picture.", "invalid_choice": NOT_OFFERED},
        help_text="Pictures you have uploaded as evidence.",
    )
    alternative = forms.CharField(
        label="What the picture shows",
        max_length=200,
        help_text="Read out to people who cannot see it.",
        error_messages={"required": "Say in a few words what the picture shows."},
    )
    caption = forms.CharField(label="Caption", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("evidence", [("", "Choose a picture"), *self.offer.pictures], kind="picture")


class EvidenceForm(BlockForm):
    evidence = forms.ChoiceField(
        label="Which evidence?",
        error_messages={"required": "Choose the evidence.", "invalid_choice": NOT_OFFERED},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("evidence", [("", "Choose evidence"), *self.offer.evidence], kind="evidence")


class ChosenForm(BlockForm):
    """Ticks beside what the owner has of one kind; `offered` names it in `queries.Offer`, `kind` as blocks do."""

    kind = ""
    offered = ""
    asked = ""
    uids = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        help_text=AS_READABLE,
        error_messages={
            "required": "Choose at least one, or remove this block.",
            "invalid_choice": NOT_OFFERED,
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uids"].label = self.asked
        self.offer_choices("uids", getattr(self.offer, self.offered), kind=self.kind)

    def clean_uids(self) -> list[str]:
        if len(self.cleaned_data["uids"]) > MOST_CHOSEN:
            raise forms.ValidationError(f"Choose up to {MOST_CHOSEN}; add another block for more.")
        return self.cleaned_data["uids"]


class EntriesForm(ChosenForm):
    kind, offered, asked = "entry", "entries", "Which entries?"


class ActivitiesForm(ChosenForm):
    kind, offered, asked = "activity", "activities", "Which activities?"


class GalleryForm(ChosenForm):
    kind, offered, asked = "evidence", "evidence", "Which evidence?"
    title = forms.CharField(label="Title of the gallery", max_length=120, required=False)

    field_order = ["title", "uids"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "uids"
        ].help_text = "Each stands under its own title, which is also read out for a picture."


class AssessmentsForm(ChosenForm):
    kind, offered, asked = "assessment", "assessments", "Which completed assessments?"
    scores = YesBox(label="Show the points as well")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uids"].help_text = RESULT_ALONE


class StoredDay(DateText):
    """A day as people write it, stored as an ISO date or nothing."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return super().prepare_value(date.fromisoformat(value))
        except (TypeError, ValueError):
            return value

    def clean(self, value: Any) -> str:
        day = super().clean(value)
        return day.isoformat() if day else ""


class LatestForm(BlockForm):
    of = forms.ChoiceField(
        label="The latest of what?",
        choices=LATEST_OF,
        initial="activities",
        help_text=f"Found afresh each time the page is read. {AS_READABLE} Of results, those not passed are left out.",
        error_messages={"required": "Choose what to show.", "invalid_choice": "Choose one from the list."},
    )
    most = forms.ChoiceField(label="How many at most?", choices=MOSTS, initial="5")
    category = forms.ChoiceField(
        label="Only of this category",
        choices=[("", "Any category"), *Category.choices],
        required=False,
        help_text="Activities only.",
    )
    tag = forms.CharField(
        label="Only with this tag", max_length=40, required=False, help_text="Activities and entries only."
    )
    since = StoredDay(label="From")
    until = StoredDay(label="To")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", "Give a last day that is not before the first.")
        return given
