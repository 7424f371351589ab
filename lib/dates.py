"""Days as people in the UK write them, read against a given today."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from lib.formats import day_span
from lib.readings import Ambiguous, Reading

EARLIEST = date(1950, 1, 1)
YEARS_AHEAD = 10
LONGEST = 100  # signs in the words of a day or a span
NEAR = 60  # days: a day without its year that lies this near on the other side of today may be meant as well
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
AGO = re.compile(r"(\d{1,3}) (day|week)s? ago")
BETWEEN = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b)\s*")
BARE_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
NAMED_WEEKDAY = re.compile(r"(?:(last|this|next|on) )?([a-z]+)")


class BadDate(ValueError):
    """Not a day that can be kept; the text says what to write instead."""


class AmbiguousDate(Ambiguous):
    """Could be two days; the text asks which, and each reading's value is an ISO date (or two, with `to` between)."""


# A file says the same days over and over.
@lru_cache(maxsize=2_048)
def parse_date(text: str, today: date, *, ahead: bool = False) -> date:
    """The day meant, from EARLIEST to YEARS_AHEAD years after `today`.

    Takes ISO, `14/3/26` (day first, as in the UK; two digits are 20xx), `14 Mar 2026`, `14 March` (the latest
    gone by; the coming one where what is asked lies `ahead`), `today`, `yesterday`, `last Tuesday` (the latest before
    today), `3 days ago`. Raises AmbiguousDate (`Tuesday`; `3/4`; `14 March` when the one on the other side of today is
    near) or BadDate.
    """
    words = " ".join(text.replace("’", "'").lower().split())
    if not words:
        raise BadDate(f"Enter a date, {EXAMPLES}.")
    # What lies ahead is read as if most of the coming year had gone by.
    then = today + timedelta(364 - NEAR) if ahead else today
    found = _relative(words, today) or _numeric(words, then) or _named(words, then)
    if found is None:
        raise BadDate(f"This cannot be read as a date: write it {EXAMPLES}.")
    return _bounded(found, today)


def parse_span(text: str, today: date, *, ahead: bool = False) -> tuple[date, date | None]:
    """(first day, last day), or (day, None) for a single one: what `parse_date` takes, and `14-15 March`,
    `14/3/26 to 16/3/26`, `28 Dec - 2 Jan 2026`, where the first day may borrow its month and year from the last.

    Raises AmbiguousDate, whose readings hold both days, or BadDate.
    """
    if len(text) > LONGEST:
        raise BadDate(f"This cannot be read as a date: write it {EXAMPLES}.")
    try:
        return parse_date(text, today, ahead=ahead), None
    except BadDate as refused:
        words = " ".join(text.replace("’", "'").lower().split())
        for gap in BETWEEN.finditer(words):
            sides = words[: gap.start()], words[gap.end() :]
            if found := _both(sides, today, ahead=ahead):
                return found
        raise refused from None


def _both(sides: tuple[str, str], today: date, *, ahead: bool) -> tuple[date, date] | None:
    """The two days of a span; None where these are not two days, in this order."""
    left, right = sides
    if not left or not right:
        return None
    try:
        end = parse_date(right, today, ahead=ahead)
        start = _first_of(left, end, today)
    except AmbiguousDate as asked:
        spans = [_span_reading(left, date.fromisoformat(one.value), today) for one in asked.readings]
        known = [span for span in spans if span]
        raise AmbiguousDate(str(asked), known) from None
    except BadDate:
        return None
    return (start, end) if start <= end else None


def _span_reading(left: str, end: date, today: date) -> Reading | None:
    try:
        start = _first_of(left, end, today)
    except (AmbiguousDate, BadDate):
        return None
    return (
        Reading(f"{start.isoformat()} to {end.isoformat()}", day_span(start, end)) if start <= end else None
    )


def _first_of(left: str, end: date, today: date) -> date:
    """The first day, with what it leaves out taken from the last: month and year, or the year alone."""
    if match := BARE_DAY.fullmatch(left):
        return _bounded(_day(end.year, end.month, int(match[1])), today)
    for year in (end.year, end.year - 1):
        dated = f"{left}/{year}" if NUMERIC_SHORT.fullmatch(left) else f"{left} {year}"
        try:
            start = parse_date(dated, today)
        except BadDate:
            break
        if start <= end:
            return start
    return parse_date(left, today)


def _relative(words: str, today: date) -> date | None:
    if words in {"today", "yesterday", "tomorrow"}:
        return today + timedelta({"today": 0, "yesterday": -1, "tomorrow": 1}[words])
    if match := AGO.fullmatch(words):
        return today - timedelta(int(match[1]) * (7 if match[2] == "week" else 1))
    match = NAMED_WEEKDAY.fullmatch(words)
    if not match or match[2] not in WEEKDAYS:
        return None
    before = today - timedelta((today.weekday() - WEEKDAYS[match[2]] - 1) % 7 + 1)
    if match[1] == "last":
        return before
    coming = before + timedelta(7)
    raise _which([coming, coming + timedelta(7)] if match[1] == "next" else [before, coming])


def _numeric(words: str, today: date) -> date | None:
    if match := ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := NUMERIC.fullmatch(words):
        return _day(_year(match[3]), int(match[2]), int(match[1]))
    if match := NUMERIC_SHORT.fullmatch(words):
        return _day_and_month(int(match[1]), int(match[2]), today)
    return None


def _day_and_month(first: int, second: int, today: date) -> date:
    """`14/3` is 14 March; `3/4` may be 3 April or, as elsewhere, 4 March."""
    if first == second or not (1 <= first <= 12 and 1 <= second <= 12):
        return _without_year(second, first, today)
    raise _which([*_years_of(second, first, today), *_years_of(first, second, today)])


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
    """The latest such day up to today, as most is logged after it happened. Asked back where the coming one is near."""
    found = _years_of(month, day, today)
    if (month, day) == (2, 29):
        question = "29 February needs its year: write 29 Feb 2024, for example."
        raise AmbiguousDate(question, [_reading(one) for one in found])
    if len(found) > 1:
        raise _which(found, "Add the year.")
    return found[0]


def _years_of(month: int, day: int, today: date) -> list[date]:
    """The latest such day up to today, and the coming one where it is NEAR: it may well be planned."""
    if (month, day) == (2, 29):
        leap = [year for year in range(today.year - 8, today.year + 9) if calendar.isleap(year)]
        days = [date(year, 2, 29) for year in leap]
        return [max(one for one in days if one <= today), min(one for one in days if one > today)]
    this_year = _day(today.year, month, day)
    past = this_year if this_year <= today else _day(today.year - 1, month, day)
    coming = _day(past.year + 1, month, day)
    return [past, coming] if past != today and coming - today <= timedelta(NEAR) else [past]


def _which(days: list[date], advice: str = "Write the date like that.") -> AmbiguousDate:
    listed = ", ".join(_spoken(one) for one in days[:-1]) + f" or {_spoken(days[-1])}"
    return AmbiguousDate(f"Do you mean {listed}? {advice}", [_reading(one) for one in days])


def _reading(day: date) -> Reading:
    return Reading(day.isoformat(), f"{calendar.day_abbr[day.weekday()]} {_spoken(day)}")


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
