"""Form fields that take what people write: days, lengths of time, tags, ticks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone

from lib.dates import parse_date, parse_span
from lib.durations import parse_duration
from lib.formats import day, day_span, duration
from lib.hours import HOURS
from lib.readings import Ambiguous
from lib.tags import BadTags, parse_tags

NO = {"", "no", "off", "false", "0"}


class AskedBack(forms.ValidationError):
    """Words that may mean two things: the question, and the `readings` to choose from."""

    def __init__(self, asked: Ambiguous) -> None:
        super().__init__(str(asked))
        self.readings = asked.readings


class Typed(str):
    """What was typed in a box, with the `reading` chosen beneath it where it was asked back."""

    reading = ""


class WordsInput(forms.TextInput):
    """A box whose words may be asked back; the answer comes as `<name>_reading`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value, reading = super().value_from_datadict(data, files, name), data.get(f"{name}_reading")
        if not isinstance(value, str) or not isinstance(reading, str):
            return value
        typed = Typed(value)
        typed.reading = reading
        return typed


class WordsField(forms.CharField):
    """Words that `read` makes a value of. Where they may mean two things the error carries `readings` to choose from.

    A reading is taken only while the box still holds the words it is one of. None for an empty box.
    """

    def __init__(self, **options: Any) -> None:
        given = options.get("widget", forms.TextInput())
        if type(given) is forms.TextInput:
            options["widget"] = WordsInput(attrs=given.attrs)
        super().__init__(**options)

    def read(self, words: str) -> Any:
        """The value meant. Raises Ambiguous, or a ValueError that says what to write instead."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        chosen = getattr(value, "reading", "")
        words = super().clean(value)
        if not words:
            return None
        try:
            return self.read(words)
        except Ambiguous as asked:
            if chosen in {one.value for one in asked.readings}:
                return self.read(chosen)
            raise AskedBack(asked) from asked
        except ValueError as bad:
            raise forms.ValidationError(str(bad)) from bad

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A form that comes back for another reason shows the reading that was chosen."""
        if self.max_length and len(str(data)) > self.max_length:
            return data
        try:
            self.read(str(data).strip())
        except Ambiguous as asked:
            chosen = getattr(data, "reading", "")
            labels = {one.value for one in asked.readings}
            return self.shown(chosen) if chosen in labels else data
        except ValueError:
            pass
        return data

    def shown(self, reading: str) -> str:
        return reading


class DateWordsField(WordsField):
    """A day as people write it (`14/3/26`, `yesterday`); the value is a `date`, or None when empty and not required.

    A stored day is shown as `14 Mar 2026`. With `ahead` a day without its year is the coming one.
    """

    def __init__(
        self, *, today: Callable[[], date] = timezone.localdate, ahead: bool = False, **options: Any
    ) -> None:
        self.today, self.ahead = today, ahead
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return day(value) if isinstance(value, date) else value

    def read(self, words: str) -> Any:
        return parse_date(words, self.today(), ahead=self.ahead)

    def shown(self, reading: str) -> str:
        return day(self.read(reading))


class DurationWordsField(WordsField):
    """A length of time as people write it (`1h30`, `2 hrs`); the value is whole minutes, or None when empty."""

    def read(self, words: str) -> int:
        return parse_duration(words)

    def shown(self, reading: str) -> str:
        return duration(self.read(reading))


class HourField(forms.TypedChoiceField):
    """A whole hour of the day, 0 to 23; None for `nothing`, the first of the choices."""

    def __init__(self, *, nothing: str, **options: Any) -> None:
        super().__init__(
            choices=[("", nothing), *HOURS], coerce=int, empty_value=None, required=False, **options
        )


def check_quiet_hours(form: forms.Form) -> None:
    """Quiet hours are two different hours or none: puts what is wrong beside the boxes `quiet_from` and `quiet_until`."""
    start, end = form.cleaned_data.get("quiet_from"), form.cleaned_data.get("quiet_until")
    if start is None and end is not None:
        form.add_error("quiet_from", "Choose when the quiet hours begin, or leave both empty.")
    elif end is None and start is not None:
        form.add_error("quiet_until", "Choose when the quiet hours end, or leave both empty.")
    elif start is not None and start == end:
        form.add_error(
            "quiet_until", "Choose another hour than the first; for no quiet hours leave both empty."
        )


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


class DaySpanText(DateText):
    """A day, or a first and a last one (`14-15 March`), which may be left empty; cleans to (first, last or None)."""

    def read(self, words: str) -> tuple[date, date | None]:
        return parse_span(words, self.today(), ahead=self.ahead)

    def shown(self, reading: str) -> str:
        return day_span(*self.read(reading)) if " to " in reading else day(self.read(reading)[0])


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


def refuse(form: forms.Form, errors: Mapping[str, str]) -> None:
    """Show what an action refused, each sentence beside its field, what has none there above the form."""
    for name, sentence in errors.items():
        form.add_error(name if name in form.fields else None, sentence)


def offer_new_uid(form: forms.Form) -> None:
    """The form again, under a fresh `uid`: the one it carried belongs to something else."""
    renew(form, "uid", str(uuid4()))
    form.add_error(
        None, "This cannot be saved under this reference. Your text is kept: save again to use a new one."
    )
