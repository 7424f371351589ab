"""Lengths of time as people write them: read, asked back or refused, each with its sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.durations import AmbiguousDuration, BadDuration, parse_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1h30", 90),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1 H 30 MIN", 90),
        ("1:30", 90),
        ("0:45", 45),
        ("01:05", 65),
        ("90 min", 90),
        ("90min.", 90),
        ("90 minutes", 90),
        ("5 m", 5),
        ("2 hrs", 120),
        ("2 hours", 120),
        ("1 hour", 60),
        ("1 hr", 60),
        ("2 hours 15 minutes", 135),
        ("2 hours and 15 mins", 135),
        ("2 h, 5 min", 125),
        ("1.5", 90),
        ("1,5", 90),
        ("1,5 h", 90),
        (".5", 30),
        ("0.25", 15),
        ("1.33 h", 80),
        ("10", 10),
        ("90", 90),
        ("600", 600),
        ("\u00a090\u00a0min ", 90),
        ("2000 h", 120_000),
    ],
)
def test_duration_is_read(text, minutes):
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("3", "Do you mean 3 hours or 3 minutes? Write 3 h or 3 min."),
        ("1", "Do you mean 1 hour or 1 minute? Write 1 h or 1 min."),
        ("9", "Do you mean 9 hours or 9 minutes? Write 9 h or 9 min."),
        ("1h5", "Do you mean 1 h 5 min or 1 h 50 min? Write it like that."),
        ("1:5", "Do you mean 1 h 5 min or 1 h 50 min? Write it like that."),
        ("1,500", "Do you mean 1500 or 1.500? Write it without the comma."),
        ("1,500 min", "Do you mean 1500 or 1.500? Write it without the comma."),
    ],
)
def test_duration_that_may_be_two_is_asked_back(text, question):
    with pytest.raises(AmbiguousDuration) as asked:
        parse_duration(text)

    assert str(asked.value) == question


EXAMPLES = "for example 90 min, 1 h 30 or 1.5 h."
NEGATIVE = f"A length of time cannot be negative: leave the minus sign out, {EXAMPLES}"
SHORT = f"A length of time is at least 1 minute: write it {EXAMPLES}"
LONG = "One item can last up to 2,000 hours: enter a shorter time."
UNREAD = f"This cannot be read as a length of time: write it {EXAMPLES}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"Enter how long it took, {EXAMPLES}"),
        ("-3 h", NEGATIVE),
        ("\u22123 h", NEGATIVE),
        ("0", SHORT),
        ("0:00", SHORT),
        ("0.2 min", SHORT),
        ("2001 h", LONG),
        ("2000:01", LONG),
        ("9" * 39, LONG),
        ("9" * 5000, f"Enter only the length of time, {EXAMPLES}"),
        ("1:75", "The minutes after the hours go up to 59: write 1 h 30 or 90 min, for example."),
        ("2 days", "Days differ in length: write hours and minutes instead, for example 7 h 30."),
        ("all morning", UNREAD),
        ("1.5.2", UNREAD),
        ("1e3", UNREAD),
        ("nan", UNREAD),
        ("1½ h", UNREAD),
        ("3 h -2 min", UNREAD),
    ],
)
def test_duration_that_cannot_be_kept_is_refused(text, sentence):
    with pytest.raises(BadDuration) as refused:
        parse_duration(text)

    assert str(refused.value) == sentence


@given(st.integers(1, 120_000))
def test_duration_written_in_any_form_reads_alike(minutes):
    hours, rest = divmod(minutes, 60)

    assert parse_duration(f"{minutes} min") == minutes
    assert parse_duration(f"{hours}:{rest:02}") == minutes
    assert parse_duration(f"{hours} h {rest} min") == minutes


@given(st.text(alphabet="0123456789hmin.,: -rsand½²٣", max_size=50))
def test_duration_answers_minutes_or_a_sentence(text):
    try:
        assert 1 <= parse_duration(text) <= 120_000
    except (AmbiguousDuration, BadDuration) as answer:
        assert str(answer)[-1] in ".?"
