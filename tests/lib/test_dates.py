"""Days as people write them: read, asked back or refused, each with its sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.dates import AmbiguousDate, BadDate, parse_date, parse_span

TODAY = date(2026, 5, 21)  # a Thursday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026/3/14", date(2026, 3, 14)),
        ("14/3/26", date(2026, 3, 14)),
        ("14/03/2026", date(2026, 3, 14)),
        ("3/4/2026", date(2026, 4, 3)),
        ("14.3.2026", date(2026, 3, 14)),
        ("14-3-26", date(2026, 3, 14)),
        ("14 Mar 2026", date(2026, 3, 14)),
        ("14 Mar 26", date(2026, 3, 14)),
        ("14 mar. ’26", date(2026, 3, 14)),
        ("14th of March, 2026", date(2026, 3, 14)),
        ("14March2026", date(2026, 3, 14)),
        ("March 14, 2026", date(2026, 3, 14)),
        ("1 Sept 2025", date(2025, 9, 1)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("14 March", date(2026, 3, 14)),
        ("14/3", date(2026, 3, 14)),
        ("21 May", date(2026, 5, 21)),
        ("14 November", date(2025, 11, 14)),
        (" Today ", date(2026, 5, 21)),
        ("yesterday", date(2026, 5, 20)),
        ("tomorrow", date(2026, 5, 22)),
        ("last Tuesday", date(2026, 5, 19)),
        ("last Thursday", date(2026, 5, 14)),
        ("last fri", date(2026, 5, 15)),
        ("3 days ago", date(2026, 5, 18)),
        ("1 week ago", date(2026, 5, 14)),
        ("3/3", date(2026, 3, 3)),
        ("1/1/1950", date(1950, 1, 1)),
        ("31/12/2036", date(2036, 12, 31)),
    ],
)
def test_date_is_read(text, day):
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14 Feb", date(2027, 2, 14)),
        ("14/2", date(2027, 2, 14)),
        ("1 Mar", date(2027, 3, 1)),
        ("14 June", date(2026, 6, 14)),
        ("21 May", date(2026, 5, 21)),
        ("30 Dec", date(2026, 12, 30)),
        ("14 Feb 2026", date(2026, 2, 14)),
        ("yesterday", date(2026, 5, 20)),
        ("3 days ago", date(2026, 5, 18)),
    ],
)
def test_date_that_lies_ahead_is_the_coming_one(text, day):
    assert parse_date(text, TODAY, ahead=True) == day
    assert parse_span(text, TODAY, ahead=True) == (day, None)


def test_date_that_lies_ahead_is_asked_back_where_the_past_one_is_near():
    with pytest.raises(AmbiguousDate) as asked:
        parse_date("14 May", TODAY, ahead=True)

    assert [one.value for one in asked.value.readings] == ["2026-05-14", "2027-05-14"]
    assert parse_span("28 Dec - 2 Jan", TODAY, ahead=True) == (date(2026, 12, 28), date(2027, 1, 2))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Tuesday", "Do you mean 19 May 2026 or 26 May 2026? Write the date like that."),
        ("next Tuesday", "Do you mean 26 May 2026 or 2 Jun 2026? Write the date like that."),
        ("Thursday", "Do you mean 14 May 2026 or 21 May 2026? Write the date like that."),
        ("14 June", "Do you mean 14 Jun 2025 or 14 Jun 2026? Add the year."),
        ("3/4", "Do you mean 3 Apr 2026 or 4 Mar 2026? Write the date like that."),
        ("6/7", "Do you mean 6 Jul 2025, 6 Jul 2026, 7 Jun 2025 or 7 Jun 2026? Write the date like that."),
        ("29 Feb", "29 February needs its year: write 29 Feb 2024, for example."),
    ],
)
def test_date_that_may_be_two_is_asked_back(text, question):
    with pytest.raises(AmbiguousDate) as asked:
        parse_date(text, TODAY)

    assert str(asked.value) == question


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Tuesday", [("2026-05-19", "Tue 19 May 2026"), ("2026-05-26", "Tue 26 May 2026")]),
        ("3/4", [("2026-04-03", "Fri 3 Apr 2026"), ("2026-03-04", "Wed 4 Mar 2026")]),
        ("14 June", [("2025-06-14", "Sat 14 Jun 2025"), ("2026-06-14", "Sun 14 Jun 2026")]),
        ("29 Feb", [("2024-02-29", "Thu 29 Feb 2024"), ("2028-02-29", "Tue 29 Feb 2028")]),
    ],
)
def test_date_asked_back_offers_the_days_that_may_be_meant(text, readings):
    with pytest.raises(AmbiguousDate) as asked:
        parse_date(text, TODAY)

    assert list(asked.value.readings) == readings


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("14 March", (date(2026, 3, 14), None)),
        ("2026-03-14", (date(2026, 3, 14), None)),
        ("14-3-26", (date(2026, 3, 14), None)),
        ("14-15 March", (date(2026, 3, 14), date(2026, 3, 15))),
        ("14th to 15th March 2025", (date(2025, 3, 14), date(2025, 3, 15))),
        ("14 – 15/3/26", (date(2026, 3, 14), date(2026, 3, 15))),
        ("14/3/26 - 15/3/26", (date(2026, 3, 14), date(2026, 3, 15))),
        ("14/3-16/3/25", (date(2025, 3, 14), date(2025, 3, 16))),
        ("28 Feb to 2 Mar", (date(2026, 2, 28), date(2026, 3, 2))),
        ("28 Dec - 2 Jan 2026", (date(2025, 12, 28), date(2026, 1, 2))),
        ("2026-03-14 to 2026-03-15", (date(2026, 3, 14), date(2026, 3, 15))),
        ("last Tuesday to yesterday", (date(2026, 5, 19), date(2026, 5, 20))),
    ],
)
def test_span_is_read(text, days):
    assert parse_span(text, TODAY) == days


def test_span_that_may_be_two_offers_both_with_their_days():
    with pytest.raises(AmbiguousDate) as asked:
        parse_span("14-15 June", TODAY)

    assert list(asked.value.readings) == [
        ("2025-06-14 to 2025-06-15", "14 Jun to 15 Jun 2025"),
        ("2026-06-14 to 2026-06-15", "14 Jun to 15 Jun 2026"),
    ]


@pytest.mark.parametrize(
    "text", ["15-14 March", "16 Mar 2026 to 14 Mar 2026", "14 to", "to 15 March", "a-b", "14-15"]
)
def test_span_the_wrong_way_round_or_without_days_is_refused(text):
    with pytest.raises(BadDate):
        parse_span(text, TODAY)


EXAMPLES = "for example 14 Mar 2026, 14/3/2026 or 2026-03-14."
UNREAD = f"This cannot be read as a date: write it {EXAMPLES}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"Enter a date, {EXAMPLES}"),
        ("14/3/1026", "1026 is too long ago: enter a date from 1 Jan 1950 on."),
        ("1026-03-14", "1026 is too long ago: enter a date from 1 Jan 1950 on."),
        ("31/12/1949", "1949 is too long ago: enter a date from 1 Jan 1950 on."),
        ("1/1/2037", "2037 is too far ahead: enter a date up to 2036."),
        ("14/3/99", "2099 is too far ahead: enter a date up to 2036."),
        ("3/14/2026", f"There is no month 14: write the day first, {EXAMPLES}"),
        ("31/4/2026", "April 2026 has no day 31: check the date."),
        ("30 Feb 2026", "February 2026 has no day 30: check the date."),
        ("0/3/2026", "March 2026 has no day 0: check the date."),
        ("0000-01-01", f"There is no such date: write it {EXAMPLES}"),
        ("14/0/2026", f"There is no such date: write it {EXAMPLES}"),
        ("March 2026", UNREAD),
        ("14 Smarch 2026", UNREAD),
        ("some time ago", UNREAD),
        ("14/3/026", UNREAD),
        ("last week", UNREAD),
    ],
)
def test_date_that_cannot_be_kept_is_refused(text, sentence):
    with pytest.raises(BadDate) as refused:
        parse_date(text, TODAY)

    assert str(refused.value) == sentence


@given(st.dates(date(1950, 1, 1), date(2036, 12, 31)))
def test_date_written_in_any_form_reads_alike(day):
    assert parse_date(day.isoformat(), TODAY) == day
    assert parse_date(f"{day:%d/%m/%Y}", TODAY) == day
    assert parse_date(f"{day:%d %b %Y}", TODAY) == day


@given(
    st.text(alphabet="0123456789/-. marchlstuedy'", max_size=30), st.dates(date(2000, 1, 1), date(2100, 1, 1))
)
def test_date_answers_a_day_or_a_sentence(text, today):
    try:
        start, end = parse_span(text, today)
        assert start.year >= 1950
        assert end is None or end >= start
    except BadDate as answer:
        assert str(answer)[-1] in ".?"
    except AmbiguousDate as asked:
        assert str(asked)[-1] in ".?"
        for reading in asked.readings:
            parse_span(reading.value, today)


@given(st.integers(1, 12), st.integers(1, 12), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_day_and_month_in_figures_are_never_guessed(first, second, today):
    """Whatever the day, `3/4` is asked back with both; only `4/4`, away from its next coming, is one day."""
    try:
        found = parse_date(f"{first}/{second}", today)
    except AmbiguousDate as asked:
        days = [date.fromisoformat(reading.value) for reading in asked.readings]
        assert {(day.month, day.day) for day in days} == {(second, first), (first, second)}
        assert len(set(days)) == len(days) > 1
        assert [parse_date(day.isoformat(), today) for day in days] == days
    else:
        assert first == second == found.month == found.day


@given(st.dates(date(1951, 1, 1), date(2036, 1, 1)), st.integers(1, 400))
def test_span_written_in_any_form_reads_alike(start, length):
    end = start + timedelta(length)

    for text in (
        f"{start} to {end}",
        f"{start:%d/%m/%Y} - {end:%d/%m/%Y}",
        f"{start:%d %b %Y} – {end:%d %B %Y}",
    ):
        assert parse_span(text, date(2034, 5, 21)) == (start, end)


def test_endless_words_are_refused_at_once():
    with pytest.raises(BadDate):
        parse_span("1-" * 500_000, TODAY)
