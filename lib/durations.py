"""Lengths of time as people write them, read into whole minutes."""

import re
from decimal import ROUND_HALF_UP, Decimal

LONGEST_HOURS = 2_000  # a working year is about 1,700
EXAMPLES = "for example 90 min, 1 h 30 or 1.5 h"

HOUR_WORDS = r"(?:h|hr|hrs|hour|hours)"
MINUTE_WORDS = r"(?:m|min|mins|minute|minutes)"
NUMBER = r"\d+(?:[.,]\d+)?|[.,]\d+"
CLOCK = re.compile(r"(\d+):(\d+)")
HOURS_AND_MINUTES = re.compile(rf"(\d+)\s*{HOUR_WORDS}\.?,?\s*(?:and\s+)?(\d+)\s*({MINUTE_WORDS})?\.?")
HOURS = re.compile(rf"({NUMBER})\s*{HOUR_WORDS}\.?")
MINUTES = re.compile(rf"({NUMBER})\s*{MINUTE_WORDS}\.?")
BARE = re.compile(rf"({NUMBER})")
THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}(?!\d)")


class BadDuration(ValueError):
    """Not a length of time that can be kept; the text says what to write instead."""


class AmbiguousDuration(ValueError):
    """Could be two lengths of time; the text asks which."""


def parse_duration(text: str) -> int:
    """Whole minutes, from 1 to LONGEST_HOURS hours.

    Takes `1h30`, `1:30`, `90 min`, `2 hours 15 minutes`, `1.5`, `1,5 h`. A bare whole number is minutes from
    10 up; a decimal is hours. Raises AmbiguousDuration (1 to 9 bare; `1h5`; `1,500`) or BadDuration.
    """
    words = " ".join(text.lower().split())
    if not words:
        raise BadDuration(f"Enter how long it took, {EXAMPLES}.")
    if words[0] in "-\u2212\u2013":
        raise BadDuration(f"A length of time cannot be negative: leave the minus sign out, {EXAMPLES}.")
    if len(words) > 40:
        raise BadDuration(f"Enter only the length of time, {EXAMPLES}.")
    return _bounded(_minutes(words))


def _minutes(words: str) -> Decimal:
    _ask_about_thousands(words)
    if match := CLOCK.fullmatch(words) or HOURS_AND_MINUTES.fullmatch(words):
        return _hours_and_minutes(*match.groups())
    if match := HOURS.fullmatch(words):
        return _number(match[1]) * 60
    if match := MINUTES.fullmatch(words):
        return _number(match[1])
    if match := BARE.fullmatch(words):
        return _bare(match[1])
    if re.search(r"\b(?:days?|weeks?|months?)\b", words):
        raise BadDuration("Days differ in length: write hours and minutes instead, for example 7 h 30.")
    raise BadDuration(f"This cannot be read as a length of time: write it {EXAMPLES}.")


def _hours_and_minutes(hours: str, minutes: str, unit: str | None = None) -> Decimal:
    if len(minutes) == 1 and not unit:
        raise AmbiguousDuration(
            f"Do you mean {hours} h {minutes} min or {hours} h {minutes}0 min? Write it like that."
        )
    if int(minutes) > 59:
        raise BadDuration("The minutes after the hours go up to 59: write 1 h 30 or 90 min, for example.")
    return Decimal(hours) * 60 + Decimal(minutes)


def _bare(number: str) -> Decimal:
    value = _number(number)
    if not number.isdecimal():
        return value * 60
    if value == 1:
        raise AmbiguousDuration("Do you mean 1 hour or 1 minute? Write 1 h or 1 min.")
    if 2 <= value <= 9:
        raise AmbiguousDuration(
            f"Do you mean {value} hours or {value} minutes? Write {value} h or {value} min."
        )
    return value


def _ask_about_thousands(words: str) -> None:
    if match := THOUSANDS.match(words):
        whole, rest = match[0].split(",")
        raise AmbiguousDuration(f"Do you mean {whole}{rest} or {whole}.{rest}? Write it without the comma.")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _bounded(minutes: Decimal) -> int:
    whole = int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP)) if minutes < 10**9 else 10**9
    if whole < 1:
        raise BadDuration(f"A length of time is at least 1 minute: write it {EXAMPLES}.")
    if whole > LONGEST_HOURS * 60:
        raise BadDuration(f"One item can last up to {LONGEST_HOURS:,} hours: enter a shorter time.")
    return whole
