"""Quiet hours and working days, by somebody's own clock."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from lib.hours import check_zone, quiet_until, working_days_between, zone, zone_choices

LONDON, AUCKLAND = zone("Europe/London"), zone("Pacific/Auckland")


@pytest.mark.parametrize(
    ("now", "clock", "hours", "ends"),
    [
        # In London in January, the clock is UTC's.
        (datetime(2026, 1, 14, 21, 59, tzinfo=UTC), LONDON, (22, 7), None),
        (datetime(2026, 1, 14, 22, 0, tzinfo=UTC), LONDON, (22, 7), datetime(2026, 1, 15, 7, tzinfo=UTC)),
        (datetime(2026, 1, 15, 6, 59, tzinfo=UTC), LONDON, (22, 7), datetime(2026, 1, 15, 7, tzinfo=UTC)),
        (datetime(2026, 1, 15, 7, 0, tzinfo=UTC), LONDON, (22, 7), None),
        # In July it is an hour ahead.
        (datetime(2026, 7, 14, 21, 0, tzinfo=UTC), LONDON, (22, 7), datetime(2026, 7, 15, 6, tzinfo=UTC)),
        # The night in which the clocks go forward is an hour shorter.
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), LONDON, (22, 7), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        # The same moment is another hour elsewhere.
        (datetime(2026, 1, 14, 10, 0, tzinfo=UTC), AUCKLAND, (22, 7), datetime(2026, 1, 14, 18, tzinfo=UTC)),
        (datetime(2026, 1, 14, 22, 0, tzinfo=UTC), AUCKLAND, (22, 7), None),
        # Within one day, up to midnight, none at all.
        (datetime(2026, 1, 14, 12, 30, tzinfo=UTC), LONDON, (12, 14), datetime(2026, 1, 14, 14, tzinfo=UTC)),
        (datetime(2026, 1, 14, 14, 0, tzinfo=UTC), LONDON, (12, 14), None),
        (datetime(2026, 1, 14, 23, 30, tzinfo=UTC), LONDON, (20, 0), datetime(2026, 1, 15, 0, tzinfo=UTC)),
        (datetime(2026, 1, 14, 0, 0, tzinfo=UTC), LONDON, (20, 0), None),
        (datetime(2026, 1, 14, 9, 0, tzinfo=UTC), LONDON, (9, 9), None),
    ],
)
def test_quiet_hours_end_by_the_clock(now, clock, hours, ends):
    assert quiet_until(now, clock, start=hours[0], end=hours[1]) == ends


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 0),  # a Monday
        (date(2026, 3, 2), date(2026, 3, 3), 1),
        (date(2026, 3, 6), date(2026, 3, 8), 0),  # Friday to Sunday
        (date(2026, 3, 6), date(2026, 3, 9), 1),
        (date(2026, 3, 2), date(2026, 3, 9), 5),
        (date(2026, 3, 7), date(2026, 3, 20), 10),  # from a Saturday
        (date(2026, 3, 9), date(2026, 3, 2), 0),
    ],
)
def test_working_days_leave_the_weekend_out(start, end, days):
    assert working_days_between(start, end) == days


def test_zones_are_listed_by_region_and_checked():
    places = dict(zone_choices())

    assert ("Europe/London", "London") in places["Europe"]
    assert ("America/Argentina/Buenos_Aires", "Argentina/Buenos Aires") in places["America"]
    check_zone("Europe/London")
    with pytest.raises(ValidationError):
        check_zone("Europe/Northmoor")
