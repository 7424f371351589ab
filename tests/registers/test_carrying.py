"""A surplus carried over from the period before: up to the pack's limit, frozen where declared, and never to one's harm."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from registers import actions, packs, queries
from registers.actions import add_own_pack, save_registration, use_own_pack
from registers.facts import Circumstances, Period, Surplus
from registers.judging import judge
from registers.models import Registration
from registers.overview import overview
from registers.reading import PackError, read
from registers.timelines import assemble
from tests.registers.cases import YEAR, activity, claim, finding
from tests.registers.test_judging_properties import RANK, logs
from tests.tellers import Teller

NOW = date.today().year
BEFORE = Period(date(2025, 1, 1), date(2025, 12, 31))
RSB = (packs.DATA / "rsb.yaml").read_text()
EXAMPLES = """
examples:
  - name: a year that lives on the one before
    grade: RSci
    from: 2026-07-01
    to: 2027-06-30
    member: {surplus: {rule: points, amount: 20, from: 2025-07-01, to: 2026-06-30}}
    activities: [{day: 2026-09-01, kind: formal, hours: 20, points: 40}]
    expect:
      - {rule: points, status: met, says: "52 points of the 50 expected. That includes 12 points carried over from 2025–26."}
      - {rule: carry_over, status: met, says: "12 points carried over from 2025–26, of 20 points left of it"}
  - name: the year before is not known
    grade: RSci
    from: 2026-01-01
    to: 2026-12-31
    activities: [{day: 2026-09-01, kind: formal, hours: 20, points: 40}]
    expect:
      - {rule: points, status: advice, says: "40 points of the 50 expected: 10 short"}
      - {rule: carry_over, status: met, says: "Nothing is carried over: the period before is not known here"}
  - name: nothing was left of the year before
    grade: RSci
    from: 2026-01-01
    to: 2026-12-31
    member: {surplus: {rule: points, amount: 0, from: 2025-01-01, to: 2025-12-31}}
    activities: [{day: 2026-09-01, kind: formal, hours: 20, points: 40}]
    expect:
      - {rule: carry_over, status: met, says: "nothing was left of 2025"}
"""


def own(pack="northmoor-house", base="rsb", most="12", examples=EXAMPLES):
    """A house register that lets a surplus over the minimum of `base` be carried, from its first day on."""
    text = (packs.DATA / f"{base}.yaml").read_text().split("\nexamples:")[0]
    text = text.replace(f"id: {base}\n", f"id: {pack}\n").replace(
        "carry_over: {allowed: null}", f"carry_over: {{allowed: true, most: {most}}}"
    )
    return text.replace("basis: annual, start: null", 'basis: fixed, start: "01-01"') + examples


def edition(**given):
    source = read(own(**given), file="northmoor-house.yaml")
    return assemble([*(one.data for one in packs.shipped()), source.data])["northmoor-house"].editions[-1]


def judged(log, surplus=None, **given):
    held = edition(**given)
    return judge(
        held, held.grades[0].code, YEAR, activities=log, circumstances=Circumstances(surplus=surplus)
    )


def in_use(cast, text=""):
    made = add_own_pack(text=text or own(), actor=cast.admin)
    return use_own_pack(own_pack=made, actor=cast.admin)


def hold(owner, **values):
    given = {"pack": "northmoor-house", "grade": "RSci", "registered_on": date(NOW - 3, 1, 1)}
    return save_registration(owner=owner, values=given | values, breaks=[])


def earn(cast, owner, *, year, points):
    """So many points, claimed for an activity of that year."""
    Teller(cast).activity(
        owner, start_date=date(year, 3, 1), end_date=date(year, 3, 1), minutes=points * 30,
        claims=[{"pack": "northmoor-house", "category": "ANY", "points": str(points)}],
    )  # fmt: skip


def points_of(owner):
    (standing,) = [one for one in queries.standings(owner) if one.registration.pack == "northmoor-house"]
    return next(one for one in standing.findings if one.rule == "points")


def declare(held, year):
    renewal = actions.start_renewal(
        registration=held, period_from=date(year, 1, 1), period_to=date(year, 12, 31)
    )
    return actions.declare_renewal(renewal=renewal, actor=held.owner, once=uuid.uuid4())


def test_the_log_of_the_year_before_is_judged_where_nothing_was_declared(cast):
    in_use(cast)
    hold(cast.technician)
    earn(cast, cast.technician, year=NOW - 1, points=58)
    earn(cast, cast.technician, year=NOW, points=43)

    found = points_of(cast.technician)

    assert found.status == "met"
    assert found.reason.startswith(
        f"51 points of the 50 expected. That includes 8 points carried over from {NOW - 1}."
    )
    assert (found.figures["points"], found.figures["carried"]) == (43, 8)


def test_what_was_declared_counts_as_it_was_frozen(cast):
    in_use(cast)
    held = hold(cast.technician)
    earn(cast, cast.technician, year=NOW - 1, points=55)
    frozen = declare(held, NOW - 1)
    earn(cast, cast.technician, year=NOW - 1, points=30)

    assert points_of(cast.technician).figures["carried"] == 5
    assert frozen.renewal.state == "declared"


def test_a_withdrawn_declaration_carries_what_the_log_says(cast):
    in_use(cast)
    held = hold(cast.technician)
    earn(cast, cast.technician, year=NOW - 1, points=55)
    frozen = declare(held, NOW - 1)
    actions.withdraw_renewal(renewal=frozen.renewal, actor=cast.technician)
    earn(cast, cast.technician, year=NOW - 1, points=3)

    assert points_of(cast.technician).figures["carried"] == 8


@pytest.mark.parametrize("registered", [date(NOW, 2, 1), None])
def test_nothing_is_carried_from_before_one_was_registered(cast, registered):
    in_use(cast)
    hold(cast.technician, registered_on=registered)
    earn(cast, cast.technician, year=NOW - 1, points=80)

    assert "carried" not in points_of(cast.technician).figures


def test_what_was_carried_once_is_not_carried_again(cast):
    in_use(cast)
    held = hold(cast.technician)
    earn(cast, cast.technician, year=NOW - 2, points=70)
    earn(cast, cast.technician, year=NOW - 1, points=53)
    frozen = declare(held, NOW - 1)

    before = next(one for one in frozen.facts["findings"] if one["rule"] == "points")

    assert before["figures"]["carried"] == 12
    assert points_of(cast.technician).figures["carried"] == 3


def test_renewal_api_and_overview_say_the_same(cast, visit):
    in_use(cast, own(most="12").replace("status: expected", "status: mandatory").split("\nexamples:")[0])
    held = hold(cast.technician)
    earn(cast, cast.technician, year=NOW - 1, points=58)
    earn(cast, cast.technician, year=NOW, points=43)
    renewal = actions.start_renewal(
        registration=held, period_from=date(NOW, 1, 1), period_to=date(NOW, 12, 31)
    )
    said = f"That includes 8 points carried over from {NOW - 1}."

    screen = visit(cast.technician).get(f"/renewals/{renewal.uid}/").content.decode()
    api = visit(cast.technician).get("/api/v1/findings/?pack=northmoor-house&grade=RSci").json()

    assert said in screen
    assert said in next(one for one in api["findings"] if one["rule"] == "points")["reason"]
    assert said in next(one for one in queries.judge_renewal(renewal) if one.rule == "points").reason


@pytest.mark.parametrize("size", [1, 50])
def test_overview_and_standings_ask_one_question_more_whoever_carries(cast, django_assert_num_queries, size):
    in_use(cast)
    holders = list(type(cast.technician).objects.order_by("pk")[:size])
    for owner in holders:
        Registration.objects.create(
            owner=owner, pack="northmoor-house", grade="RSci", registered_on=date(NOW - 3, 1, 1)
        )
    packs.ids()

    with django_assert_num_queries(6):
        overview(date(NOW, 6, 30))
    with django_assert_num_queries(6):
        queries.standings(holders[0])


POINTS = some.decimals(0, 500, places=2)


@settings(deadline=None, max_examples=60)
@given(log=logs(), over=POINTS, most=some.integers(1, 60))
def test_it_never_makes_a_finding_worse_and_never_exceeds_the_limit(log, over, most):
    log = [replace(one, claims=(claim("northmoor-house", one.claims[0].points, "ANY"),)) for one in log]
    without = judged(log, most=str(most), examples="")
    carrying = judged(log, Surplus("points", over, BEFORE), most=str(most), examples="")

    assert [one.rule for one in without] == [one.rule for one in carrying]
    assert all(RANK[b.status] >= RANK[a.status] for a, b in zip(without, carrying, strict=True))
    found = finding("points", carrying)
    assert found.figures.get("carried", 0) == min(over, most)
    assert found.figures["points"] == finding("points", without).figures["points"]


def test_hours_and_activities_are_carried_in_their_own_unit():
    hours = judged(
        [activity(minutes=33 * 60)],
        Surplus("hours", Decimal(150), BEFORE),
        base="iom3",
        most="10",
        examples="",
    )
    number = judged(
        [activity()], Surplus("activities", Decimal(9), BEFORE), base="ibms", most="4", examples=""
    )

    assert "35 h 30 min of the 35 h recommended. That includes 2 h 30 min carried over from 2025." in (
        finding("hours", hours).reason
    )
    assert finding("activities", number).reason.startswith("5 activities of the 24")
    assert finding("activities", number).figures["carried"] == 4


def test_a_surplus_of_another_measure_is_not_carried():
    found = judged([activity()], Surplus("hours", Decimal(600), BEFORE), examples="")

    assert "carried" not in finding("points", found).figures
    assert "the period before is not known here" in finding("carry_over", found).reason


def test_without_a_published_limit_the_body_decides():
    found = judged([activity()], Surplus("points", Decimal(10), BEFORE), most="null", examples="")

    assert finding("carry_over", found).status == "body_decides"
    assert (
        "publishes no limit, so it decides how much; none is counted here"
        in finding("carry_over", found).reason
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("most: 12", "most: 0", "a limit is more than 0."),
        ("allowed: true, most: 12", "allowed: false, most: 12", "a limit goes with allowed: true."),
        (", most: 12", "", "say how much may be carried, in the minimum's unit; write null"),
        ("value: 50, unit: points, status: expected", "value: null, unit: null, status: none", "a surplus lies over"),
    ],
)  # fmt: skip
def test_a_wrong_limit_is_refused_by_line(tmp_path, old, new, message):
    text = own(examples="")
    assert old in text
    path = tmp_path / "northmoor-house.yaml"
    path.write_text(text.replace(old, new))

    with pytest.raises(PackError) as refused:
        packs.check_file(path)

    (problem,) = refused.value.problems
    assert "carry_over: {" in path.read_text().splitlines()[problem.line - 1]
    assert (problem.field, problem.message[: len(message)]) == ("cpd_rules.carry_over.most", message)
