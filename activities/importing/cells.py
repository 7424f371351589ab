"""Days and lengths of time as files hold them. What a form would ask back about one entry is here said once for the file."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from lib.dates import AmbiguousDate, BadDate, parse_date

CLOCK_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})([/.-](?:\d{4}|\d{2}))")
BARE = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
SECONDS = re.compile(r"(\d+:\d{2}):00")
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


def read_day(text: str, *, order: str, today: date) -> date:
    """The day in a cell; numbers are read in the file's own order. Raises BadDate, also for a day without its year."""
    words = CLOCK_TIME.sub("", text.strip())
    if order == MONTH_FIRST and (match := NUMBERS.fullmatch(words)):
        if int(match[1]) > 12:
            raise BadDate(f"There is no month {int(match[1])}, and this file’s dates begin with the month.")
        words = f"{match[2]}/{match[1]}{match[3]}"
    try:
        found = parse_date(words, today)
        if not _is_fixed(words, found, today):
            raise BadDate("A file is read again later: write the whole date, with its year.")
    except AmbiguousDate as error:
        raise BadDate(str(error)) from error
    return found


def _is_fixed(words: str, found: date, today: date) -> bool:
    """Whether the words mean that day whenever they are read, as `yesterday` and `14 March` do not."""
    try:
        return parse_date(words, today - timedelta(400)) == found
    except AmbiguousDate:
        return False
    except BadDate:
        return True  # too far ahead of the earlier day: a year was written


def orders_of(texts: Iterable[str]) -> set[str]:
    """What the days say about their order: "dmy", "mdy", or "either" where both numbers could be a month."""
    found = set()
    for text in texts:
        if match := NUMBERS.fullmatch(CLOCK_TIME.sub("", text.strip())):
            first, second = int(match[1]), int(match[2])
            if first != second:
                found.add(DAY_FIRST if first > 12 else MONTH_FIRST if second > 12 else "either")
    return found


def is_bare(text: str) -> bool:
    """A length that says no unit."""
    return bool(BARE.fullmatch(text.strip()))


def length_words(text: str, unit: str) -> str:
    """A length as the form reads it, with the file's unit ("h" or "min") behind a bare number."""
    words = SECONDS.sub(r"\1", " ".join(text.split()))
    return f"{words} {unit}" if unit and is_bare(words) else words
