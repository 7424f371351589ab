from datetime import date, datetime
from decimal import Decimal

import pytest

from lib import formats


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(None, ""), (0, "0 min"), (1, "1 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (1560, "26 h")],
)
def test_duration_reads_as_people_say_it(minutes, words):
    assert formats.duration(minutes) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), ("", ""), (Decimal("22.45"), "22.5"), (3, "3.0"), ("2.25", "2.3"), (0, "0.0")],
)
def test_points_have_one_decimal(value, words):
    assert formats.points(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (0, "0"), (Decimal("15.00"), "15"), (Decimal("100"), "100"), (Decimal("0.250"), "0.25")],
)
def test_figure_is_exact_and_without_trailing_zeros(value, words):
    assert formats.figure(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (date(2026, 3, 14), date(2026, 3, 14), "14 Mar 2026"),
        (date(2026, 3, 14), date(2026, 4, 2), "14 Mar to 2 Apr 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Dec 2025 to 2 Jan 2026"),
        (date(2026, 3, 14), None, "from 14 Mar 2026"),
    ],
)
def test_day_span_says_the_year_once(start, end, words):
    assert formats.day_span(start, end) == words


def test_days_and_moments():
    at = datetime(2026, 3, 4, 9, 5)

    assert (formats.day(at), formats.short_day(at), formats.moment(at)) == (
        "4 Mar 2026",
        "4 Mar",
        "4 Mar 2026, 09:05",
    )
    assert (formats.day(None), formats.short_day(None), formats.moment(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("octets", "words"),
    [(None, ""), (12, "12 bytes"), (412_300, "412 KB"), (1_800_000, "1.8 MB"), (25_000_000, "25 MB")],
)
def test_file_size(octets, words):
    assert formats.file_size(octets) == words


@pytest.mark.parametrize(
    ("number", "figures", "words"),
    [
        (0, "0 entries", "No entries"),
        (1, "1 entry", "One entry"),
        (2, "2 entries", "Two entries"),
        (1200, "1,200 entries", "1,200 entries"),
    ],
)
def test_counts_agree_with_their_noun(number, figures, words):
    assert formats.count(number, "entry", "entries") == figures
    assert formats.count_in_words(number, "entry", "entries") == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Megan Okafor", "MO"),
        ("University of Northmoor", "UN"),
        ("Ana Maria de la Cruz", "AC"),
        ("Zoë", "Z"),
        ("mel", "M"),
        ("", ""),
    ],
)
def test_initials_are_two_at_most(name, letters):
    assert formats.initials(name) == letters
