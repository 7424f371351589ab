"""Lengths of time as people write them, read into whole minutes."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from lib.formats import duration
from lib.readings import Ambiguous, Reading

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
RANGE = re.compile(rf"({NUMBER})\s*(?:-|\u2013|to|or)\s*({NUMBER})\s*({HOUR_WORDS}|{MINUTE_WORDS})")
DAYS = re.compile(rf"({NUMBER}) ?days?")
# Working days of 35, 37.5 and 40 hours a week, in minutes.
DAY_LENGTHS = (420, 450, 480)
ABOUT = re.compile(r"^(?:about|around|roughly|approximately|approx\.?|ca?\.|~)\s*")
NUMERALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
# In this order: what is a whole phrase first, then single words, then the halves that follow a figure.
SPELLED = [
    (re.compile(r"\b(?:half an|a half|half) hour\b"), "30 min"),
    (re.compile(r"\bthree[ -]quarters of an hour\b"), "45 min"),
    (re.compile(r"\b(?:a )?quarter (?:of an )?hour\b"), "15 min"),
    (re.compile(r"\b(?:half a|a half|half) day\b"), "0.5 days"),
    (re.compile(r"\b(?:all|a full|a whole|full|whole) day\b"), "1 day"),
    *(
        (re.compile(rf"(?<![-\w]){word}(?![-\w])"), str(figure))
        for word, figure in NUMERALS.items()
        if "-" in word
    ),
    (re.compile(r"\bforty five\b"), "45"),
    *((re.compile(rf"\b{word}\b"), str(figure)) for word, figure in NUMERALS.items() if "-" not in word),
    (re.compile(r"\ban? (?=(?:hour|day|minute)\b)"), "1 "),
    (re.compile(rf"\b(\d+) (?:and a half (hours?|days?)|({HOUR_WORDS}|days?) and a half)\b"), r"\1.5 \2\3"),
    (re.compile(rf"\b(\d+) ({HOUR_WORDS}) and a quarter\b"), r"\1.25 \2"),
    (re.compile(rf"\b(\d+) ({HOUR_WORDS}) and 3 quarters\b"), r"\1.75 \2"),
]
THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}(?!\d)")


class BadDuration(ValueError):
    """Not a length of time that can be kept; the text says what to write instead."""


class AmbiguousDuration(Ambiguous):
    """Could be two lengths of time; the text asks which, and each reading's value can be read in one way."""


# A file says the same lengths over and over.
@lru_cache(maxsize=2_048)
def parse_duration(text: str) -> int:
    """Whole minutes, from 1 to LONGEST_HOURS hours.

    Takes `1h30`, `1:30`, `90 min`, `2 hours 15 minutes`, `1.5`, `1,5 h`, `1½ h`, `an hour and a half`, `about two hours`.
    A bare whole number is minutes from 10 up; a decimal is hours. Raises AmbiguousDuration (1 to 9 bare; `1h5`;
    `1,500`; `2-3 hours`; `2 days`, as days differ in length) or BadDuration.
    """
    words = " ".join(text.lower().split())
    if not words:
        raise BadDuration(f"Enter how long it took, {EXAMPLES}.")
    if words[0] in "-\u2212\u2013":
        raise BadDuration(f"A length of time cannot be negative: leave the minus sign out, {EXAMPLES}.")
    if len(words) > 40:
        raise BadDuration(f"Enter only the length of time, {EXAMPLES}.")
    return _bounded(_minutes(_in_figures(words)))


def _in_figures(words: str) -> str:
    """Numbers and halves written out, as figures; a leading `about` is left out."""
    text = ABOUT.sub("", words)
    for sign, part in (("½", "5"), ("¼", "25"), ("¾", "75")):
        text = re.sub(rf"(\d) ?{sign}", rf"\1.{part}", text).replace(sign, f"0.{part}")
    for pattern, plain in SPELLED:
        text = pattern.sub(plain, text)
    return text


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
    if match := RANGE.fullmatch(words):
        raise _asked(
            f"Do you mean {match[1]} or {match[2]}", [f"{match[1]} {match[3]}", f"{match[2]} {match[3]}"]
        )
    if match := DAYS.fullmatch(words):
        _ask_about_days(_number(match[1]))
    if re.search(r"\b(?:days?|weeks?|months?)\b", words):
        raise BadDuration("Days differ in length: write hours and minutes instead, for example 7 h 30.")
    raise BadDuration(f"This cannot be read as a length of time: write it {EXAMPLES}.")


def _hours_and_minutes(hours: str, minutes: str, unit: str | None = None) -> Decimal:
    if len(minutes) == 1 and not unit:
        readings = [f"{hours} h {minutes} min", f"{hours} h {minutes}0 min"]
        raise _asked("Do you mean " + " or ".join(readings), readings)
    if int(minutes) > 59:
        raise BadDuration("The minutes after the hours go up to 59: write 1 h 30 or 90 min, for example.")
    return Decimal(hours) * 60 + Decimal(minutes)


def _bare(number: str) -> Decimal:
    value = _number(number)
    if not number.isdecimal():
        return value * 60
    if 1 <= value <= 9:
        many = "" if value == 1 else "s"
        question = f"Do you mean {value} hour{many} or {value} minute{many}"
        readings = [f"{value} h", f"{value} min"]
        raise _asked(question, readings, f"Write {value} h or {value} min.")
    return value


def _ask_about_thousands(words: str) -> None:
    if match := THOUSANDS.match(words):
        whole, rest = match[0].split(",")
        readings = [words.replace(match[0], f"{whole}{rest}"), words.replace(match[0], f"{whole}.{rest}")]
        raise _asked(f"Do you mean {whole}{rest} or {whole}.{rest}", readings, "Write it without the comma.")


def _ask_about_days(days: Decimal) -> None:
    readings = [
        Reading(_exact(days * length), f"{duration(int(days * length))} ({duration(length)} a day)")
        for length in DAY_LENGTHS
        if 1 <= days * length <= LONGEST_HOURS * 60
    ]
    if readings:
        raise AmbiguousDuration(
            "How long is one of these days? Choose, or write the hours and minutes.", readings
        )


def _exact(minutes: Decimal) -> str:
    return f"{int(minutes)} min"


def _asked(question: str, texts: Iterable[str], advice: str = "Write it like that.") -> AmbiguousDuration:
    """The question with those readings that are lengths of time."""
    readings = []
    for text in texts:
        try:
            readings.append(Reading(text, duration(parse_duration(text))))
        except (BadDuration, AmbiguousDuration):
            continue
    return AmbiguousDuration(f"{question}? {advice}", readings)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _bounded(minutes: Decimal) -> int:
    whole = int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP)) if minutes < 10**9 else 10**9
    if whole < 1:
        raise BadDuration(f"A length of time is at least 1 minute: write it {EXAMPLES}.")
    if whole > LONGEST_HOURS * 60:
        raise BadDuration(f"One item can last up to {LONGEST_HOURS:,} hours: enter a shorter time.")
    return whole
