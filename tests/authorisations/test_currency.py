"""Whether an authorisation holds on a day: the pure table."""

from datetime import date, timedelta

import pytest

from authorisations.currency import Terms, standing

TODAY = date(2040, 2, 28)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("until", "limit", "used", "stands"),
    [
        # no limit at all
        (None, None, -4000, "in_force"),
        # a date alone
        (31, None, -300, "in_force"),
        (30, None, -300, "lapses_soon"),
        (0, None, -300, "lapses_soon"),
        (-1, None, -300, "lapsed_by_date"),
        # disuse alone: 90 days, warned a fortnight before
        (None, 90, -75, "in_force"),
        (None, 90, -76, "lapses_soon"),
        (None, 90, -90, "lapses_soon"),
        (None, 90, -91, "lapsed_by_disuse"),
        # a short limit is warned of in its last quarter
        (None, 20, -14, "in_force"),
        (None, 20, -15, "lapses_soon"),
        (None, 1, -1, "lapses_soon"),
        (None, 1, 0, "in_force"),
        # both: whichever comes first says why
        (200, 90, -91, "lapsed_by_disuse"),
        (-5, 90, -80, "lapsed_by_date"),
        (-5, 90, -100, "lapsed_by_disuse"),
        (-1, 90, -91, "lapsed_by_date"),
        (200, 90, -80, "lapses_soon"),
        (20, 90, 0, "lapses_soon"),
    ],
)
def test_standing(until, limit, used, stands):
    terms = Terms(None if until is None else days(until), limit, days(used))

    assert standing(terms, TODAY) == stands


@pytest.mark.parametrize(
    ("ended", "stands"),
    [({"withdrawn": True}, "withdrawn"), ({"replaced": True}, "replaced")],
)
@pytest.mark.parametrize("until", [-1, 10, 100])
def test_what_was_withdrawn_or_renewed_is_that_whatever_the_day(ended, stands, until):
    assert standing(Terms(days(until), None, days(-9)), TODAY, **ended) == stands


@pytest.mark.parametrize(
    ("until", "limit", "last", "by_disuse"),
    [
        (None, None, None, False),
        (9, None, 9, False),
        (None, 9, 9, True),
        (5, 9, 5, False),
        (9, 5, 5, True),
        (9, 9, 9, False),
    ],
)
def test_last_day_is_the_earlier_of_the_two(until, limit, last, by_disuse):
    terms = Terms(None if until is None else days(until), limit, TODAY)

    assert (terms.last_day, terms.ends_by_disuse) == (None if last is None else days(last), by_disuse)
