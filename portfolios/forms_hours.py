"""The form of a page's hours: when its draft is published, and when the page closes, by the institution's clock."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import DateText
from lib.formats import day

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE | re.ASCII)
BAD_TIME = "Give the time as 09:00, 9am or 17.30."


class ClockField(forms.CharField):
    """A time of day as people write it; cleans to a `time`, or None when empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=20, help_text="Such as 09:00.", **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        words = super().clean(value)
        if not words:
            return None
        found = CLOCK.fullmatch(words)
        if found is None:
            raise forms.ValidationError(BAD_TIME)
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and not 1 <= hour <= 12 or hour > 23 or minute > 59:
            raise forms.ValidationError(BAD_TIME)
        return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)


class HoursForm(forms.Form):
    """`hours()` are (opens at, closes at), each an aware datetime or None. A day without a time begins or ends that day."""

    opens_on = DateText(label="Publish the draft on", ahead=True)
    opens_at = ClockField(label="Publish it at")
    closes_on = DateText(label="Close the page on", ahead=True)
    closes_at = ClockField(label="Close it at")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for edge, asked in (("opens", "it is to be published"), ("closes", "it is to close")):
            if given.get(f"{edge}_at") and not given.get(f"{edge}_on") and f"{edge}_on" not in self.errors:
                self.add_error(f"{edge}_on", f"Give the day on which {asked}.")
        if self.errors:
            return given
        opens, closes = self.hours()
        for name, moment in (("opens_on", opens), ("closes_on", closes)):
            if moment and moment <= timezone.now():
                self.add_error(name, "This hour has gone by: give one that is still to come.")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", "Give an hour after the one at which it is published.")
        return given

    def hours(self) -> tuple[datetime | None, datetime | None]:
        given = self.cleaned_data
        return (
            moment(given.get("opens_on"), given.get("opens_at") or time(0, 0)),
            moment(given.get("closes_on"), given.get("closes_at") or time(23, 59)),
        )


def moment(on: date | None, at: time) -> datetime | None:
    """That hour by the clock of the institution."""
    return timezone.make_aware(datetime.combine(on, at)) if on else None


def hours_shown(page: Any) -> dict[str, Any]:
    """What the form shows for the hours that a page has."""
    shown: dict[str, Any] = {}
    for edge in ("opens", "closes"):
        if stored := getattr(page, f"{edge}_at"):
            local = timezone.localtime(stored)
            shown |= {f"{edge}_on": day(local.date()), f"{edge}_at": local.time()}
    return shown
