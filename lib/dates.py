"""Days as people in the UK write them, read against a given today."""

import calendar
import re
from datetime import date, timedelta

EARLIEST = date(1950, 1, 1)
YEARS_AHEAD = 10
EXAMPLES = "for example 14 Mar 2026, 14/3/2026 or 2026-03-14"

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items()} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}

ISO = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
NUMERIC_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?(?:of )?([a-z]+)\.?,? ?(\d{4}|'?\d{2})?")
MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
NAMED_WEEKDAY = re.compile(r"(?:(last|this|next|on) )?([a-z]+)")


class BadDate(ValueError):
    """Not a day that can be kept; the text says what to write instead."""


class AmbiguousDate(ValueError):
    """Could be two days; the text asks which."""


def parse_date(text: str, today: date) -> date:
    """The day meant, from EARLIEST to YEARS_AHEAD years after `today`.

    Takes ISO, `14/3/26` (day first, as in the UK; two digits are 20xx), `14 Mar 2026`, `14 March` (the latest
    gone by), `today`, `yesterday`, `last Tuesday` (the latest before today). Raises AmbiguousDate (`Tuesday`;
    `14 March` when the coming one is near) or BadDate.
    """
    words = " ".join(text.replace("’", "'").lower().split())
    if not words:
        raise BadDate(f"Enter a date, {EXAMPLES}.")
    found = _relative(words, today) or _numeric(words, today) or _named(words, today)
    if found is None:
        raise BadDate(f"This cannot be read as a date: write it {EXAMPLES}.")
    return _bounded(found, today)


def _relative(words: str, today: date) -> date | None:
    if words in {"today", "yesterday", "tomorrow"}:
        return today + timedelta({"today": 0, "yesterday": -1, "tomorrow": 1}[words])
    match = NAMED_WEEKDAY.fullmatch(words)
    if not match or match[2] not in WEEKDAYS:
        return None
    before = today - timedelta((today.weekday() - WEEKDAYS[match[2]] - 1) % 7 + 1)
    if match[1] == "last":
        return before
    raise AmbiguousDate(
        f"Do you mean {_spoken(before)} or {_spoken(before + timedelta(7))}? Write the date like that."
    )


def _numeric(words: str, today: date) -> date | None:
    if match := ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(words):
        return _day(_year(match[3]), int(match[2]), int(match[1]))
    if match := NUMERIC_SHORT.fullmatch(words):
        return _without_year(int(match[2]), int(match[1]), today)
    return None


def _named(words: str, today: date) -> date | None:
    if match := DAY_MONTH.fullmatch(words):
        day, month, year = match.groups()
    elif match := MONTH_DAY.fullmatch(words):
        month, day, year = match.groups()
    else:
        return None
    if month not in MONTHS:
        return None
    if year is None:
        return _without_year(MONTHS[month], int(day), today)
    return _day(_year(year.strip("'")), MONTHS[month], int(day))


def _without_year(month: int, day: int, today: date) -> date:
    """The latest such day up to today, as most is logged after it happened.

    Asked back where the coming one is within 60 days: a planned activity may well be meant.
    """
    if (month, day) == (2, 29):
        raise AmbiguousDate("29 February needs its year: write 29 Feb 2024, for example.")
    this_year = _day(today.year, month, day)
    past = this_year if this_year <= today else _day(today.year - 1, month, day)
    coming = _day(past.year + 1, month, day)
    if past != today and coming - today <= timedelta(60):
        raise AmbiguousDate(f"Do you mean {_spoken(past)} or {_spoken(coming)}? Add the year.")
    return past


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month > 12 >= day >= 1:
        raise BadDate(f"There is no month {month}: write the day first, {EXAMPLES}.")
    if not 1 <= month <= 12 or year < 1:
        raise BadDate(f"There is no such date: write it {EXAMPLES}.")
    raise BadDate(f"{calendar.month_name[month]} {year} has no day {day}: check the date.")


def _bounded(found: date, today: date) -> date:
    if found < EARLIEST:
        raise BadDate(f"{found.year} is too long ago: enter a date from {_spoken(EARLIEST)} on.")
    if found.year > today.year + YEARS_AHEAD:
        raise BadDate(f"{found.year} is too far ahead: enter a date up to {today.year + YEARS_AHEAD}.")
    return found


def _spoken(day: date) -> str:
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"
