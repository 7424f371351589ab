"""Form fields that take what people write: days, lengths of time, tags, ticks."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone

from lib.dates import AmbiguousDate, BadDate, parse_date
from lib.durations import AmbiguousDuration, BadDuration, parse_duration
from lib.formats import day
from lib.tags import BadTags, parse_tags

NO = {"", "no", "off", "false", "0"}


class DateWordsField(forms.CharField):
    """A day as people write it (`14/3/26`, `yesterday`); the value is a `date`, or None when empty and not required.

    A stored day is shown as `14 Mar 2026`.
    """

    def __init__(self, *, today: Callable[[], date] = timezone.localdate, **options: Any) -> None:
        self.today = today
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return day(value) if isinstance(value, date) else value

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


class Tick(forms.CheckboxInput):
    """A tick box that also understands `yes` and `no`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        value = data.get(name)
        return value.strip().lower() not in NO if isinstance(value, str) else bool(value)


class YesNo(forms.BooleanField):
    widget = Tick

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)


class DateText(DateWordsField):
    """A day as people write it, which may be left empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 60} | options)


class TagsText(forms.CharField):
    """Tags between commas, or a list of them; cleans to a list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> str | None:
        return super().to_python(",".join(str(part) for part in value) if isinstance(value, list) else value)

    def clean(self, value: Any) -> list[str]:
        try:
            return parse_tags(super().clean(value))
        except BadTags as refused:
            raise forms.ValidationError(str(refused)) from None


def renew(form: forms.Form, name: str, value: str) -> None:
    """Another value in one box of a form that was sent; everything typed stays."""
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent[name] = value
    form.data = sent


def offer_new_uid(form: forms.Form) -> None:
    """The form again, under a fresh `uid`: the one it carried belongs to something else."""
    renew(form, "uid", str(uuid4()))
    form.add_error(
        None, "This cannot be saved under this reference. Your text is kept: save again to use a new one."
    )
