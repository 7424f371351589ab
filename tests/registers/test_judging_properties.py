"""What must hold of every judgement, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from registers import packs
from registers.facts import Circumstances, Period, Status
from registers.judging import is_met, judge_case
from registers.rules.case import open_case
from tests.registers.cases import FIVE, YEAR, activity, claim, finding, judged

RANK = {Status.NOT_MET: 0, Status.ADVICE: 1, Status.BODY_DECIDES: 1, Status.MET: 2}
MINIMA = ("record", "breadth", "hours", "points", "activities", "planned_share")
PACKS = some.sampled_from(sorted(packs.ids()))


@some.composite
def logs(draw, least=0):
    """Up to twelve activities of any day near the period, with points claimed at two an hour."""
    count = draw(some.integers(least, 12))
    found = []
    for index in range(count):
        minutes = draw(some.integers(1, 2400))
        points = (Decimal(minutes * 2) / 60).quantize(Decimal("0.01"))
        day = YEAR.start + timedelta(days=draw(some.integers(-20, 385)))
        found.append(
            activity(
                f"{index}",
                draw(some.sampled_from(FIVE)),
                day=day,
                minutes=minutes,
                was_planned=draw(some.booleans()),
                benefit_practice=draw(some.booleans()),
                claims=(claim("rsb", points), claim("bsas", points)),
            )
        )
    return found


@settings(deadline=None, max_examples=60)
@given(pack=PACKS, log=logs(), category=some.sampled_from(FIVE), minutes=some.integers(1, 3000))
def test_adding_an_eligible_activity_never_worsens_a_minimum(pack, log, category, minutes):
    grade = packs.editions(pack)[0].grades[0].code
    points = (Decimal(minutes * 2) / 60).quantize(Decimal("0.01"))
    claims = (claim("rsb", points), claim("bsas", points))
    added = activity("new", category, minutes=minutes, claims=claims)

    before = {one.rule: one.status for one in judged(pack, grade, *log)}
    after = {one.rule: one.status for one in judged(pack, grade, *log, added)}

    assert all(RANK[after[rule]] >= RANK[before[rule]] for rule in MINIMA if rule in before)


@settings(deadline=None, max_examples=60)
@given(log=logs())
def test_caps_are_never_exceeded(log):
    (found,) = [one for one in judged("bsas", "RTech-C", *log) if one.rule == "points"]

    by_category = found.figures["by_category"]
    assert all(
        one["counted"] <= one["cap"] and one["counted"] <= one["earned"] for one in by_category.values()
    )
    assert found.figures["points"] == sum(one["counted"] for one in by_category.values())


@settings(deadline=None, max_examples=60)
@given(pack=PACKS, log=logs())
def test_nothing_is_both_counted_and_not_and_order_does_not_matter(pack, log):
    grade = packs.editions(pack)[0].grades[0].code

    findings = judged(pack, grade, *log)

    assert findings == judged(pack, grade, *reversed(log))
    ends = {one.uid: one.end_date for one in log}
    for one in findings:
        assert not set(one.counted) & {left.uid for left in one.not_counted}
        assert all(date(2026, 1, 1) <= ends[uid] <= date(2026, 12, 31) for uid in one.counted)


ADDITIVE = {"hours": "minutes", "points": "points", "activities": "activities", "record": "minutes"}


@settings(deadline=None, max_examples=40)
@given(
    pack=some.sampled_from(["iet", "iom3", "ibms", "rsb", "science-council"]),
    log=logs(),
    cut=some.integers(0, 363),
)
def test_a_period_is_the_sum_of_its_parts(pack, log, cut):
    grade = packs.editions(pack)[-1].grades[0].code
    middle = YEAR.start + timedelta(days=cut)
    parts = (Period(YEAR.start, middle), Period(middle + timedelta(days=1), YEAR.end))

    whole = {one.rule: one.figures for one in judged(pack, grade, *log)}
    split = [{one.rule: one.figures for one in judged(pack, grade, *log, period=part)} for part in parts]

    for rule, figure in ADDITIVE.items():
        if rule in whole:
            assert whole[rule][figure] == sum(part[rule][figure] for part in split)


@settings(deadline=None, max_examples=40)
@given(log=logs(), more=logs())
def test_a_cap_holds_however_much_is_added(log, more):
    renamed = [replace(one, uid=f"more-{one.uid}") for one in more]

    few, many = (
        finding("points", judged("bsas", "RTech-C", *some_log)) for some_log in (log, [*log, *renamed])
    )

    assert few.figures["points"] <= many.figures["points"] <= 90
    for code, one in many.figures["by_category"].items():
        assert few.figures["by_category"][code]["counted"] <= one["counted"] <= one["cap"]


@settings(deadline=None, max_examples=40)
@given(pack=PACKS, log=logs())
def test_every_activity_is_named_once_and_only_known_ones(pack, log):
    grade = packs.editions(pack)[-1].grades[0].code

    for one in judged(pack, grade, *log):
        named = [*one.counted, *(left.uid for left in one.not_counted)]
        assert len(named) == len(set(named))
        assert set(named) <= {activity.uid for activity in log}


@settings(deadline=None, max_examples=100)
@given(pack=PACKS, log=logs(), plans=some.sets(some.integers(0, 11)), ongoing=some.sets(some.integers(0, 11)))
def test_what_does_not_count_changes_no_status(pack, log, plans, ongoing):
    """So a count over many people may leave it out, and stop at the first rule that is not met."""
    edition = packs.editions(pack)[-1]
    grade = edition.grades[0].code
    whole = [
        replace(one, planned=index in plans, end_date=None if index in ongoing else one.end_date)
        for index, one in enumerate(log)
    ]
    case = open_case(edition, grade, YEAR, activities=whole, circumstances=Circumstances())

    statuses = [(one.rule, one.status) for one in judge_case(case)]

    assert [(one.rule, one.status) for one in judged(pack, grade, *case.counted)] == statuses
    assert is_met(case) == all(status is not Status.NOT_MET for _, status in statuses)
