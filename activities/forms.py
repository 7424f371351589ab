"""The activity form, one for the quick log, the edit page and the API; and the supervisor's form."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from activities.fields import ClaimsText, CompetencesText
from activities.models import Activity, Category
from lib.fields import DateText, DateWordsField, DaySpanText, DurationWordsField, TagsText, YesNo
from lib.formats import duration

LONGEST_TEXT = 20_000
LENGTHS = [("30 min", "30 min"), ("1 h", "1 h"), ("1 h 30", "1 h 30"), ("2 h", "2 h"), ("3 h", "3 h")]
DAYS = [("today", "Today"), ("yesterday", "Yesterday")]
QUICK = {"title", "when", "start_date", "length", "duration", "category", "__all__"}
MINUTES = {"30 min": 30, "1 h": 60, "1 h 30": 90, "2 h": 120, "3 h": 180}


def long_text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def points_field(label: str, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=Decimal(0),
        max_digits=7,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": "Enter the points as a number, for example 1.5.",
            "min_value": "Points cannot be below 0.",
        },
    )


class ActivityForm(forms.Form):
    """What a person writes about one activity. `values()` are the cleaned fields as `actions` take them.

    A typed day or length wins over a chip. A last day left empty is the first day; only the tick leaves it open. The first
    day's box takes both (`14-15 March`).
    """

    title = forms.CharField(
        label="What did you do?",
        max_length=200,
        error_messages={
            "required": "Give the activity a title.",
            "max_length": "Shorten the title to 200 characters; the description has room for more.",
        },
    )
    when = forms.ChoiceField(label="When?", choices=DAYS, required=False, widget=forms.RadioSelect)
    start_date = DaySpanText(label="Or on", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    length = forms.ChoiceField(label="How long?", choices=LENGTHS, required=False, widget=forms.RadioSelect)
    duration = DurationWordsField(
        label="Or",
        required=False,
        widget=forms.TextInput(attrs={"data-duration": True, "autocomplete": "off"}),
    )
    category = forms.ChoiceField(
        label="What kind of learning?",
        choices=Category.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what kind of learning it was.",
            "invalid_choice": "Choose one of the five kinds of learning.",
        },
    )
    description = long_text("Description", "What happened, and what was your part in it?")
    benefit_practice = long_text(
        "What changed in your practice?", "If it did not help, say so: that counts too."
    )
    benefit_users = long_text("What changed for the people who use your work?")
    provider = forms.CharField(label="Provider or place", required=False, max_length=200)
    end_date = DateText(label="Last day", help_text="Only if it took more than one day.")
    ongoing = YesNo(label="It is still going on")
    planned = YesNo(label="This is planned, not done yet")
    was_planned = YesNo(label="This was in my development plan")
    self_points = points_field("Points you give it yourself", "Beside the points your supervisor awards.")
    tags = TagsText(label="Tags", help_text="Words to find it by, with commas between them.")
    competences = CompetencesText(
        label="Competences it shows", help_text="What of each register’s standard you showed in it."
    )
    claims = ClaimsText()
    sealed = YesNo(
        label="Seal it",
        help_text="Only you can read the words. Its date, length and category still count. What you declared or sent before "
        "keeps them, and so does a statement you copied them into.",
    )
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    # The journal entry that it is logged from.
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # Of the version that `changed` names: see `activities.merging`.
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is planned lies ahead: "14 Feb" is the coming one.
        is_planned = self.is_bound and bool(self["planned"].data)
        for box in self.fields.values():
            if isinstance(box, DateWordsField):
                box.ahead = is_planned

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        self._settle_length(cleaned)
        self._settle_days(cleaned)
        return cleaned

    def _settle_length(self, cleaned: dict[str, Any]) -> None:
        cleaned["minutes"] = cleaned.get("duration") or MINUTES.get(cleaned.get("length") or "")
        if not cleaned["minutes"] and not {"duration", "length"} & set(self.errors):
            self.add_error("duration", "Say how long it took.")

    def _settle_days(self, cleaned: dict[str, Any]) -> None:
        (start, last), end = cleaned.get("start_date") or (None, None), cleaned.get("end_date")
        if last and (end or cleaned.get("ongoing")):
            self.add_error("end_date", "The last day is beside the first already: write it once.")
        end = end or last
        if start is None and "start_date" not in self.errors:
            if chip := cleaned.get("when"):
                start = timezone.localdate() - timedelta(chip == "yesterday")
            else:
                self.add_error("start_date", "Say when it was.")
        cleaned["start_date"], cleaned["end_date"] = start, end
        if cleaned.get("ongoing"):
            if end and not last:
                self.add_error("end_date", "Take out the last day, or the tick that it is still going on.")
        elif end is None and "end_date" not in self.errors:
            cleaned["end_date"] = start
        elif start and end and end < start:
            self.add_error("end_date", "The last day is before the first: check both.")

    @property
    def rest_has_errors(self) -> bool:
        """Whether the folded part of the quick log holds something to fix."""
        return self.is_bound and bool(set(self.errors) - QUICK)

    def values(self) -> dict[str, Any]:
        names = (
            *Activity.SEALED_FIELDS, "start_date", "end_date", "minutes", "planned", "was_planned",
            "category", "self_points", "claims", "tags", "competences", "sealed",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


BOXED_AS_THEY_ARE = (
    "planned",
    "was_planned",
    "category",
    "self_points",
    "tags",
    "competences",
    "claims",
    "sealed",
)


def boxes(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form's boxes show of cleaned values (see `ActivityForm.values`)."""
    one_day = values["end_date"] == values["start_date"]
    return {name: values[name] for name in (*Activity.SEALED_FIELDS, *BOXED_AS_THEY_ARE)} | {
        "start_date": values["start_date"],
        "end_date": None if one_day else values["end_date"],
        "ongoing": values["end_date"] is None,
        "duration": duration(values["minutes"]),
    }


def form_values(activity: Activity) -> dict[str, Any]:
    """What the form shows for a stored activity. It opens sealed words: for the owner's own session only."""
    names = (*BOXED_AS_THEY_ARE, "start_date", "end_date", "minutes")
    values = activity.words() | {name: getattr(activity, name) for name in names}
    return boxes(values) | {"changed": activity.changed_token}


class VerificationForm(forms.Form):
    """The supervisor's points and note; the technician's words are not in it."""

    points_awarded = points_field(
        "Points you award", "Leave it empty where the register counts hours, not points."
    )
    note = forms.CharField(
        label="Note to the technician",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    changed = forms.CharField(widget=forms.HiddenInput, max_length=60)
