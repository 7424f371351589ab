"""Forms that start from an activity already logged: done, moved, repeated, split."""

import re
import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from activities.actions import MOST_PARTS, MOST_REPEATS, Part
from activities.models import Activity, Category
from lib.dates import AmbiguousDate, BadDate, parse_date
from lib.fields import DateText, DurationWordsField
from lib.formats import duration
from lib.series import days_after

EVERY = [
    ("week", "Every week"),
    ("fortnight", "Every two weeks"),
    ("month", "Every month"),
    ("days", "Every so many days"),
    ("dates", "On dates I write"),
]
STEPS = {"week": 7, "fortnight": 14, "month": 1}
COMING = [("planned", "Add them as planned, to confirm once they have happened"), ("leave", "Leave them out")]
FARTHEST = 366  # days between two of a series


def whole_number(label: str, *, most: int, unit: str) -> forms.IntegerField:
    said = f"Enter a whole number of {unit} from 1 to {most}."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
    )


class RepeatForm(forms.Form):
    """How often, and how long; or the dates themselves. `days` is what it comes to, for a series after `first`."""

    every = forms.ChoiceField(
        label="How often?",
        choices=EVERY,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often it comes round."},
    )
    number = whole_number("How many days apart?", most=FARTHEST, unit="days")
    times = whole_number("How many more times?", most=MOST_REPEATS, unit="times")
    until = DateText(label="Or until", help_text="The last day it may fall on.")
    dates = forms.CharField(
        label="Dates",
        required=False,
        max_length=4_000,
        help_text=f"One on each line, up to {MOST_REPEATS}.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, first: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.first = first
        self.days: list[date] = []

    def clean(self) -> dict[str, Any]:
        super().clean()
        every = self.cleaned_data.get("every", "")
        if self.errors:
            return self.cleaned_data
        self.days = self._written() if every == "dates" else self._counted(every)
        return self.cleaned_data

    def _written(self) -> list[date]:
        parts = [part for part in re.split(r"[\n;,]", self.cleaned_data["dates"]) if part.strip()]
        if not parts:
            self.add_error("dates", "Write at least one date.")
        if len(parts) > MOST_REPEATS:
            self.add_error("dates", f"Write up to {MOST_REPEATS} dates: there are {len(parts)}.")
            return []
        found: list[date] = []
        for part in parts:
            try:
                found.append(parse_date(part, timezone.localdate()))
            except (BadDate, AmbiguousDate) as error:
                self.add_error("dates", f"“{part.strip()[:40]}”: {error}")
        return sorted(set(found))

    def _counted(self, every: str) -> list[date]:
        sent = self.cleaned_data
        step = STEPS.get(every) or sent.get("number")
        if not step:
            self.add_error("number", "Say how many days apart.")
        if bool(sent.get("times")) == bool(sent.get("until")):
            self.add_error("times", "Say how many more times, or until when: one of the two.")
        if self.errors or not step:
            return []
        most = sent["times"] or MOST_REPEATS + 1
        days = days_after(self.first, step=step, months=every == "month", until=sent["until"], most=most)
        if len(days) > MOST_REPEATS:
            self.add_error("until", f"This makes more than {MOST_REPEATS} dates: choose an earlier day.")
        if not days:
            self.add_error("until", "No date falls before that day: choose a later one.")
        return days[:MOST_REPEATS]


class RepeatAcceptForm(forms.Form):
    """The dates ticked in the preview."""

    day = forms.TypedMultipleChoiceField(
        coerce=date.fromisoformat, error_messages={"required": "Tick at least one date."}
    )
    coming = forms.ChoiceField(
        label="Dates still to come",
        choices=COMING,
        initial="planned",
        required=False,
        widget=forms.RadioSelect,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, days: list[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].choices = [(day.isoformat(), day) for day in days]

    def clean(self) -> dict[str, Any]:
        super().clean()
        chosen = self.cleaned_data.get("day", [])
        if chosen and self.cleaned_data.get("coming") == "leave":
            today = timezone.localdate()
            self.cleaned_data["day"] = [day for day in chosen if day <= today]
            if not self.cleaned_data["day"]:
                self.add_error(
                    "day", "All these dates are still to come: tick an earlier one, or add them as planned."
                )
        return self.cleaned_data


class PartForm(forms.Form):
    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={
            "required": "Give this part a title.",
            "max_length": "Shorten the title to 200 characters.",
        },
    )
    duration = DurationWordsField(
        label="How long?",
        widget=forms.TextInput(attrs={"data-duration": True, "autocomplete": "off"}),
        error_messages={"required": "Say how long this part took."},
    )
    category = forms.ChoiceField(
        label="What kind of learning?",
        choices=Category.choices,
        error_messages={"required": "Choose a kind."},
    )

    def part(self) -> Part:
        sent = self.cleaned_data
        return Part(sent["title"], sent["duration"], sent["category"])


PartsFormSet = forms.formset_factory(PartForm, extra=0, min_num=2, max_num=MOST_PARTS, validate_max=True)


class SplitForm(forms.Form):
    """What goes for all parts."""

    evidence = forms.ChoiceField(
        label="Its evidence",
        choices=[("first", "Stays with the first part"), ("all", "Belongs to every part")],
        initial="first",
        required=False,
        widget=forms.RadioSelect,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    changed = forms.CharField(widget=forms.HiddenInput, max_length=60)


class DoneForm(forms.Form):
    """When a planned activity really was, and how long it took."""

    start_date = DateText(
        label="When was it?", required=True, error_messages={"required": "Say when it was."}
    )
    end_date = DateText(label="Last day", help_text="Only if it took more than one day.")
    duration = DurationWordsField(
        label="How long did it take?",
        widget=forms.TextInput(attrs={"data-duration": True, "autocomplete": "off"}),
        error_messages={"required": "Say how long it took."},
    )
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("start_date"), self.cleaned_data.get("end_date")
        today = timezone.localdate()
        for name, day in (("start_date", start), ("end_date", end)):
            if day and day > today:
                self.add_error(name, "This day is still to come: it can be done once it is here.")
        if start and end and end < start:
            self.add_error("end_date", "The last day is before the first: check both.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        sent = self.cleaned_data
        return {
            "planned": False,
            "start_date": sent["start_date"],
            "end_date": sent["end_date"] or sent["start_date"],
            "minutes": sent["duration"],
        }


def done_values(activity: Activity, today: date) -> dict[str, Any]:
    """What the form shows first: as it was planned, or today where that day is still to come."""
    end = activity.end_date or activity.start_date
    start = min(activity.start_date, today)
    return {
        "start_date": start,
        "end_date": min(end, today) if min(end, today) > start else None,
        "duration": duration(activity.minutes),
        "changed": activity.changed_token,
    }


class MoveForm(forms.Form):
    """Another day for a planned activity."""

    start_date = DateText(
        label="New day", required=True, ahead=True, error_messages={"required": "Write the new day."}
    )
