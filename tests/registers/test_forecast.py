"""The readiness forecast: which day each rule is met at the present pace, and what is said when that is too late."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registers import packs
from registers.facts import Circumstances
from registers.forecast import Verdict, forecast
from registers.judging import judge
from tests.registers.cases import YEAR, activity, claim

HALF = date(2026, 7, 1)


def told(pack, grade, *activities, today=HALF, **given):
    edition, circumstances = packs.edition_on(pack, YEAR.end), Circumstances(**given)
    findings = judge(edition, grade, YEAR, activities=activities, circumstances=circumstances)
    return forecast(
        edition, grade, YEAR,
        activities=activities, circumstances=circumstances, findings=findings, today=today,
    )  # fmt: skip


def of(rule, seen):
    return next(one for one in seen.outlooks if one.rule == rule)


def hours(*amounts, start=date(2026, 1, 10), every=14, **facts):
    return [
        activity(f"h{number}", day=start + timedelta(days=every * number), minutes=int(amount * 60), **facts)
        for number, amount in enumerate(amounts)
    ]


def test_met_already_says_so():
    seen = told("iet", "MIET", *hours(16, 15, was_planned=True))

    assert of("hours", seen).verdict is Verdict.MET
    assert seen.sentence == "Every rule is met already; due 31 December 2026."


def test_half_a_year_at_half_the_amount_is_on_track():
    """18 h in 182 days is 3 h a month: 30 h are there in 122 days."""
    outlook = of("hours", told("iet", "MIET", *hours(6, 6, 6)))

    assert outlook.verdict is Verdict.ON_TRACK
    assert outlook.on == date(2026, 10, 31)
    assert outlook.reason == "At the present pace, 3 h 1 min a month, met by 31 October 2026."


def test_too_slow_names_the_day_and_what_would_do():
    outlook = of("hours", told("iet", "MIET", *hours(3, 3, 3)))

    assert outlook.verdict is Verdict.LATE
    assert outlook.on == date(2027, 8, 30)
    assert outlook.reason == (
        "At the present pace, 1 h 30 min a month, you would have 18 h 3 min of the 30 h on 31 December 2026; "
        "it would be met on 30 August 2027, 242 days late. 3 h 30 min a month from now on would do."
    )


def test_a_register_is_told_in_one_sentence():
    assert told("iet", "MIET", *hours(3, 3, 3)).sentence.startswith(
        "At this pace 1 rule will not be met by 31 December 2026"
    )


def test_nothing_logged_is_never_met():
    outlook = of("hours", told("iet", "MIET"))

    assert (outlook.verdict, outlook.on) == (Verdict.LATE, None)
    assert outlook.reason.startswith("Nothing has counted in the last 182 days")


def test_the_first_weeks_tell_nothing():
    outlook = of("hours", told("iet", "MIET", *hours(1), today=date(2026, 1, 20)))

    assert outlook.verdict is Verdict.EARLY
    assert outlook.reason == "Too early to tell: 20 days of the period gone."


def test_what_is_planned_counts_on_its_day():
    log = [*hours(6), activity("p", day=date(2026, 9, 5), minutes=24 * 60, planned=True)]

    outlook = of("hours", told("iet", "MIET", *log))

    assert (outlook.verdict, outlook.on) == (Verdict.ON_TRACK, date(2026, 9, 5))
    assert outlook.reason == "Met by 5 September 2026 with what you have planned."


def test_a_plan_of_the_past_promises_nothing():
    log = [activity("p", day=date(2026, 5, 5), minutes=24 * 60, planned=True)]

    assert of("hours", told("iet", "MIET", *log)).verdict is Verdict.LATE


def test_caps_stop_the_growth():
    """BSAS counts 10 points of self-directed learning at most: more of it never makes 50."""
    log = [
        activity(
            f"s{n}", "self_directed",
            day=date(2026, 2, 1) + timedelta(days=9 * n), minutes=240, claims=(claim("bsas", 4),),
        )
        for n in range(10)
    ]  # fmt: skip

    outlook = of("points", told("bsas", "RTech-A", *log))

    assert (outlook.verdict, outlook.on) == (Verdict.LATE, None)
    assert "10 points of the 50 points on 31 December 2026, and caps keep it from growing" in outlook.reason


def test_points_not_claimed_need_the_member_not_time():
    outlook = of("points", told("bsas", "RTech-A", activity("a")))

    assert outlook.verdict is Verdict.ACT
    assert "enter the points you claim" in outlook.reason


def test_missing_kinds_of_learning_are_named_with_the_days_left():
    outlook = of("breadth", told("science-council", "RSciTech", activity("a"), activity("b", "formal")))

    assert outlook.verdict is Verdict.ACT
    assert outlook.reason == (
        "1 category is missing; nothing yet in Professional activity, Self-directed learning and Other. "
        "183 days left, until 31 December 2026."
    )


def test_a_planned_activity_brings_the_missing_kind():
    log = [
        activity("a"),
        activity("b", "formal"),
        activity("c", "professional", day=date(2026, 9, 1), planned=True),
    ]

    assert of("breadth", told("science-council", "RSciTech", *log)).verdict is Verdict.ON_TRACK


def test_reflections_need_the_member():
    outlook = of("benefit_users", told("science-council", "RSciTech", activity("a", benefit_users="")))

    assert outlook.verdict is Verdict.ACT
    assert "183 days left" in outlook.reason


@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_period_not_running_has_no_forecast(today):
    assert told("iet", "MIET", today=today) is None


def test_a_register_that_asks_on_any_day_has_none():
    assert told("iop", packs.edition_on("iop", HALF).grades[0].code) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(15, 900), min_size=0, max_size=12),
    st.integers(28, 364),
    st.integers(60, 3000),
)
def test_one_more_activity_never_makes_it_later(minutes, gone, more):
    """For the same day, an hour more done this month brings the day nearer or leaves it."""
    today = YEAR.start + timedelta(days=gone)
    log = [
        activity(f"a{n}", day=YEAR.start + timedelta(days=(17 * n) % gone), minutes=one)
        for n, one in enumerate(minutes)
    ]
    before = of("hours", told("iet", "MIET", *log, today=today))
    after = of("hours", told("iet", "MIET", *log, activity("more", day=today, minutes=more), today=today))

    if before.verdict is Verdict.ON_TRACK:
        assert after.verdict in (Verdict.ON_TRACK, Verdict.MET)
    if before.on and after.verdict is not Verdict.MET:
        assert after.on and after.on <= before.on
