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
        ("1.5h", 90),
        ("1½ h", 90),
        ("2 ½ hours", 150),
        ("¾ h", 45),
        ("half an hour", 30),
        ("Half hour", 30),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("an hour", 60),
        ("one hour", 60),
        ("an hour and a half", 90),
        ("1 hour and a half", 90),
        ("one and a half hours", 90),
        ("two and a half hours", 150),
        ("an hour and a quarter", 75),
        ("an hour and three quarters", 105),
        ("two hours", 120),
        ("two hours fifteen minutes", 135),
        ("forty-five minutes", 45),
        ("forty five mins", 45),
        ("ninety minutes", 90),
        ("about 2 hours", 120),
        ("~ 2 h", 120),
        ("approx. two hours", 120),
        ("c. 90 min", 90),
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
        ("2-3 hours", "Do you mean 2 or 3? Write it like that."),
        ("30 to 40 min", "Do you mean 30 or 40? Write it like that."),
        ("2 days", "How long is one of these days? Choose, or write the hours and minutes."),
        ("half a day", "How long is one of these days? Choose, or write the hours and minutes."),
    ],
)
def test_duration_that_may_be_two_is_asked_back(text, question):
    with pytest.raises(AmbiguousDuration) as asked:
        parse_duration(text)

    assert str(asked.value) == question


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3", [("3 h", "3 h"), ("3 min", "3 min")]),
        ("1h5", [("1 h 5 min", "1 h 5 min"), ("1 h 50 min", "1 h 50 min")]),
        ("1,500 min", [("1500 min", "25 h"), ("1.500 min", "2 min")]),
        ("2-3 hours", [("2 hours", "2 h"), ("3 hours", "3 h")]),
        ("half a day", [("210 min", "3 h 30 min (7 h a day)"), ("225 min", "3 h 45 min (7 h 30 min a day)"),
                        ("240 min", "4 h (8 h a day)")]),
        ("all day", [("420 min", "7 h (7 h a day)"), ("450 min", "7 h 30 min (7 h 30 min a day)"),
                     ("480 min", "8 h (8 h a day)")]),
    ],
)  # fmt: skip
def test_duration_asked_back_offers_what_may_be_meant(text, readings):
    with pytest.raises(AmbiguousDuration) as asked:
        parse_duration(text)

    assert list(asked.value.readings) == readings


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
        ("2 weeks", "Days differ in length: write hours and minutes instead, for example 7 h 30."),
        ("300 days", "Days differ in length: write hours and minutes instead, for example 7 h 30."),
        ("half", UNREAD),
        ("and a half hours", UNREAD),
        ("all morning", UNREAD),
        ("1.5.2", UNREAD),
        ("1e3", UNREAD),
        ("nan", UNREAD),
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
    except BadDuration as answer:
        assert str(answer)[-1] in ".?"
    except AmbiguousDuration as asked:
        assert str(asked)[-1] in ".?"
        for reading in asked.readings:
            assert 1 <= parse_duration(reading.value) <= 120_000


UNITS = st.sampled_from(
    ["", " h", " hours", " min", " days", "h5", ",250", "-7 h", " and a half hours", ":5", "½"]
)


@given(st.integers(0, 3_000), UNITS)
def test_every_reading_offered_is_a_length_of_time(number, unit):
    try:
        parse_duration(f"{number}{unit}")
    except BadDuration:
        pass
    except AmbiguousDuration as asked:
        lengths = [parse_duration(reading.value) for reading in asked.readings]
        assert len(set(lengths)) == len(lengths)
