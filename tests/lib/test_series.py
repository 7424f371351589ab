"""Days that come round again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.series import days_after, month_later

FIRST = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"step": 7, "most": 2}, [date(2026, 2, 7), date(2026, 2, 14)]),
        ({"step": 7, "until": date(2026, 2, 14), "most": 9}, [date(2026, 2, 7), date(2026, 2, 14)]),
        ({"step": 7, "until": date(2026, 2, 6), "most": 9}, []),
        ({"step": 1, "months": True, "most": 3}, [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]),
        ({"step": 12, "months": True, "most": 1}, [date(2027, 1, 31)]),
    ],
)
def test_days_come_round(asked, days):
    assert days_after(FIRST, **asked) == days


def test_last_day_of_february_in_a_leap_year():
    assert month_later(date(2028, 1, 30), 1) == date(2028, 2, 29)


@given(
    first=st.dates(date(2000, 1, 1), date(2030, 1, 1)), step=st.integers(1, 366), most=st.integers(1, 52),
    months=st.booleans(), ahead=st.integers(0, 4_000),
)  # fmt: skip
def test_days_rise_and_stay_within(first, step, most, months, ahead):
    until = first + timedelta(ahead)

    days = days_after(first, step=step, months=months, until=until, most=most)

    assert len(days) <= most
    assert days == sorted(set(days))
    assert all(first < day <= until for day in days)
