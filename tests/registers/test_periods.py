from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registers import packs
from registers.editions import Edition
from registers.facts import Period
from registers.periods import BASES, PeriodUnknownError, add_months, months_long, period_on


@pytest.mark.parametrize(
    ("pack", "day", "anchor", "start", "end"),
    [
        ("science-council", date(2026, 1, 1), None, date(2026, 1, 1), date(2026, 12, 31)),
        ("science-council", date(2026, 12, 31), None, date(2026, 1, 1), date(2026, 12, 31)),
        ("iet", date(2024, 2, 29), None, date(2024, 1, 1), date(2024, 12, 31)),
        ("ipem-rct", date(2026, 1, 31), None, date(2026, 1, 1), date(2026, 12, 31)),
        ("imeche", date(2026, 3, 31), None, date(2025, 4, 1), date(2026, 3, 31)),
        ("imeche", date(2024, 2, 29), None, date(2023, 3, 1), date(2024, 2, 29)),
        ("imeche", date(2025, 2, 28), None, date(2024, 3, 1), date(2025, 2, 28)),
        ("iop", date(2026, 5, 9), None, date(2025, 5, 10), date(2026, 5, 9)),
        ("bsas", date(2026, 6, 14), date(2019, 6, 15), date(2025, 6, 15), date(2026, 6, 14)),
        ("bsas", date(2026, 6, 15), date(2019, 6, 15), date(2026, 6, 15), date(2027, 6, 14)),
        ("bsas", date(2024, 2, 28), date(2016, 2, 29), date(2023, 2, 28), date(2024, 2, 28)),
        ("bsas", date(2024, 2, 29), date(2016, 2, 29), date(2024, 2, 29), date(2025, 2, 27)),
        ("bsas", date(2025, 2, 28), date(2016, 2, 29), date(2025, 2, 28), date(2026, 2, 27)),
        ("bsas", date(2020, 7, 1), date(2018, 6, 15), date(2020, 1, 1), date(2021, 12, 31)),
        ("bsas", date(2022, 2, 1), date(2018, 6, 15), date(2022, 1, 1), date(2022, 6, 14)),
        ("bsas", date(2019, 12, 31), date(2018, 6, 15), date(2019, 6, 15), date(2019, 12, 31)),
        ("ibms", date(2026, 3, 1), date(2024, 9, 1), date(2024, 9, 1), date(2026, 8, 31)),
        ("ibms", date(2024, 8, 31), date(2024, 9, 1), date(2022, 9, 1), date(2024, 8, 31)),
        ("hcpc", date(2026, 3, 1), date(2023, 12, 1), date(2025, 12, 1), date(2027, 11, 30)),
        ("rsc", date(2026, 3, 1), date(2020, 4, 1), date(2025, 4, 1), date(2026, 3, 31)),
    ],
)
def test_period_on_follows_the_basis_of_the_pack(pack, day, anchor, start, end):
    edition = packs.edition_on(pack, day)

    assert period_on(edition, day, anchor=anchor) == Period(start, end)


@pytest.mark.parametrize(
    ("pack", "says"), [("ist", "enter the date it began"), ("advance-he", "publishes no period")]
)
def test_a_period_that_cannot_be_known_says_what_is_missing(pack, says):
    with pytest.raises(PeriodUnknownError, match=says):
        period_on(packs.edition_on(pack, date(2026, 1, 1)), date(2026, 1, 1))


def trouble_of(edition: Edition) -> str:
    try:
        period_on(edition, date(2026, 1, 1))
    except PeriodUnknownError as trouble:
        return str(trouble)
    return ""


def test_every_basis_has_words_and_every_member_date_is_asked_for():
    known = {pack: packs.editions(pack)[0] for pack in packs.ids()}

    assert {one.cycle.basis for one in known.values()} <= set(BASES)
    asking = {pack for pack, edition in known.items() if "enter the date it began" in trouble_of(edition)}
    assert asking == {
        "bcs-rittech",
        "bsas",
        "engineering-council",
        "hcpc",
        "ibms",
        "iom3",
        "ist",
        "rsb",
        "rsc",
    }


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), 1),
        (date(2026, 1, 1), date(2026, 2, 1), 2),
        (date(2023, 1, 1), date(2025, 12, 31), 36),
        (date(2023, 1, 1), date(2026, 1, 1), 37),
        (date(2024, 2, 29), date(2025, 2, 27), 12),
    ],
)
def test_months_long_counts_a_begun_month(start, end, months):
    assert months_long(start, end) == months


@given(
    anchor=some.dates(date(1990, 1, 1), date(2030, 12, 31)),
    day=some.dates(date(2022, 1, 1), date(2040, 12, 31)),
)
def test_anniversary_periods_hold_their_day_and_leave_no_gap(anchor, day):
    edition = packs.editions("ibms")[0]

    period = period_on(edition, day, anchor=anchor)

    assert day in period
    assert period_on(edition, period.end + timedelta(days=1), anchor=anchor).start == period.end + timedelta(
        days=1
    )
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
