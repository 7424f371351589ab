"""Form fields that take what people write: dates and lengths of time."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from lib.dates import AmbiguousDate, BadDate, parse_date
from lib.durations import AmbiguousDuration, BadDuration, parse_duration


class DateWordsField(forms.CharField):
    """A day as people write it (`14/3/26`, `yesterday`); the value is a `date`, or None when empty and not required."""

    def __init__(self, *, today: Callable[[], date] = timezone.localdate, **options: Any) -> None:
        self.today = today
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            return parse_date(words, self.today())
        except (BadDate, AmbiguousDate) as error:
            raise forms.ValidationError(str(error)) from error


class DurationWordsField(forms.CharField):
    """A length of time as people write it (`1h30`, `2 hrs`); the value is whole minutes, or None when empty."""

    def clean(self, value: Any) -> int | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            return parse_duration(words)
        except (BadDuration, AmbiguousDuration) as error:
            raise forms.ValidationError(str(error)) from error
