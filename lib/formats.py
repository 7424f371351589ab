"""How figures, days and lengths of time are written for people. Pure: no ORM, no clock, no request.

Parsing what people type is elsewhere (`lib.durations`, `lib.dates`); this module only writes.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def duration(minutes: int | None) -> str:
    """Whole minutes as `1 h 30 min`, `2 h`, `45 min`; nothing for None, `0 min` for zero."""
    if minutes is None:
        return ""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def day(value: date | datetime | None) -> str:
    """A date as `14 Mar 2026`; nothing for None."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def short_day(value: date | datetime | None) -> str:
    """A date inside one stated year as `14 Mar`; nothing for None."""
    return f"{value.day} {MONTHS[value.month - 1]}" if value else ""


def moment(value: datetime | None) -> str:
    """A local date and time as `14 Mar 2026, 10:12`; nothing for None. The caller gives local time."""
    return f"{day(value)}, {value.hour:02d}:{value.minute:02d}" if value else ""


def day_span(start: date | None, end: date | None) -> str:
    """Two dates in words: `14 Mar 2026`, `14 Mar to 2 Apr 2026`, or `from 14 Mar 2026` while it goes on."""
    if start is None:
        return ""
    if end is None:
        return f"from {day(start)}"
    if start == end:
        return day(start)
    first = short_day(start) if start.year == end.year else day(start)
    return f"{first} to {day(end)}"


def points(value: Decimal | int | float | str | None) -> str:
    """Points to one decimal, halves rounded up: `22.5`, `3.0`; nothing for None."""
    if value is None or value == "":
        return ""
    return f"{Decimal(str(value)).quantize(Decimal('0.1'), ROUND_HALF_UP):f}"


def figure(value: Decimal | int | None) -> str:
    """A number exactly, without trailing zeros: `15`, `13.5`, `0.25`; nothing for None."""
    return "" if value is None else f"{Decimal(value).normalize():f}"


def file_size(octets: int | None) -> str:
    """A file's size as `412 KB`, `1.8 MB`; nothing for None. A kilobyte is 1,000 bytes."""
    if octets is None:
        return ""
    if octets < 1_000:
        return f"{octets} bytes"
    if octets < 1_000_000:
        return f"{round(octets / 1_000)} KB"
    return f"{octets / 1_000_000:.1f}".removesuffix(".0") + " MB"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 activity`, `16 activities`; `many` defaults to `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def count_in_words(number: int, one: str, many: str = "") -> str:
    """As `count`, opening a sentence, in words up to nine: `Two things`."""
    word = WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"


def initials(name: str) -> str:
    """At most two capitals: `Megan Okafor` is `MO`, `University of Northmoor` is `UN`."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    capitals = [word for word in words if word[0].isupper()] or words
    chosen = capitals if len(capitals) < 2 else [capitals[0], capitals[-1]]
    return "".join(word[0].upper() for word in chosen)
