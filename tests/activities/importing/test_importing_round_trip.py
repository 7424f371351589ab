"""What is exported comes in again as it was: nothing changes for its owner, and the same facts arrive for another."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities import exports
from activities.actions.log import fill
from activities.importing.columns import guess
from activities.importing.files import Limits, Reading, Table, read_file
from activities.importing.judging import ERROR, NEW, REPEAT, UNCHANGED, Log, judge
from activities.importing.questions import Answers, questions_for, settled
from activities.models import Activity, Category
from lib.tags import parse_tags
from tests.activities.samples import VALUES

LIMITS = Limits(octets=1024**2, unpacked=8 * 1024**2, rows=100, columns=30)
TODAY = date(2026, 6, 1)
SIGNS = st.sampled_from(
    ["=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "'", '"', ",", ";", "_x000D_", "_x0041_", "\x01", "\x0b", "\x7f",
     "\u2028", "\ufffe", "é", "😀", "\u0301", "a", " ", "sep=;"]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
# As a form leaves it: without outer spaces.
WORDS = st.lists(SIGNS | ANY, max_size=6).map("".join).map(str.strip)
TAGS = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), max_size=4)


@st.composite
def activities(draw: Any) -> dict[str, Any]:
    start = draw(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
    days = draw(st.none() | st.integers(0, 40))
    return VALUES | {
        "title": draw(WORDS.filter(bool)),
        "provider": draw(WORDS),
        "description": draw(WORDS),
        "benefit_practice": draw(WORDS),
        "benefit_users": draw(WORDS),
        "start_date": start,
        "end_date": None if days is None else start + timedelta(days),
        "minutes": draw(st.integers(1, 2_000 * 60)),
        "category": draw(st.sampled_from(Category.values)),
        "planned": draw(st.booleans()),
        "sealed": draw(st.booleans()),
        "tags": parse_tags(",".join(draw(TAGS))),
    }


def stored(values: dict[str, Any], number: int) -> Activity:
    """As a row of the log would be, with nobody's verification and no evidence."""
    activity = Activity(pk=number, uid=uuid4())
    fill(activity, values)
    activity.evidence_count = 0
    activity._prefetched_objects_cache = {"verifications": []}
    return activity


def exported(log: Sequence[Activity], ending: str) -> bytes:
    rows = [exports.cells(activity) for activity in log]
    if ending == "csv":
        return "".join(exports.csv_of(rows)).encode()
    with exports.xlsx_of(rows) as file:
        return file.read()


def judged(table: Table, columns: list[str], log: Sequence[Activity] = ()) -> list[Any]:
    own = Log({str(activity.uid): activity for activity in log})
    return judge(table, columns, answers=settled(table, columns, Answers()), log=own, today=TODAY)


def facts(activity: Activity) -> tuple[str, ...]:
    """An activity as an export has it, but for its reference and the moments it was written."""
    cells = zip(exports.COLUMNS, exports.cells(activity), strict=True)
    return tuple(str(cell) for name, cell in cells if name not in ("uid", "created", "changed"))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=150, deadline=None, database=None)
@given(logged=st.lists(activities(), min_size=1, max_size=4))
def test_round_trip_changes_nothing_for_its_owner_and_brings_the_same_facts_to_another(ending, logged):
    log = [stored(values, number) for number, values in enumerate(logged, start=1)]

    table, _ = read_file(exported(log, ending), f"log.{ending}", asked=Reading(), limits=LIMITS)

    columns = guess(table.head)
    assert columns == list(exports.COLUMNS)
    assert not questions_for(table, columns).any()
    for own in judged(table, columns, log):
        assert (own.state, own.notes) == (UNCHANGED, [])

    without_uids = ["", *columns[1:]]
    arrived = []
    for row, activity in zip(judged(table, without_uids), log, strict=True):
        # A sealed one comes without its words, and so without a title.
        assert row.state in ((ERROR, REPEAT) if activity.sealed else (NEW, REPEAT))
        if row.state == NEW:
            arrived.append(stored(row.values, len(arrived) + 1))
    assert {facts(one) for one in arrived} == {facts(one) for one in log if not one.sealed}
    assert all(again.state in (UNCHANGED, ERROR, REPEAT) for again in judged(table, without_uids, arrived))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=2, deadline=None, database=None)
@given(pool=st.lists(activities(), min_size=20, max_size=20))
def test_round_trip_of_a_long_log_changes_nothing_either(ending, pool):
    limits = Limits(octets=32 * 1024**2, unpacked=128 * 1024**2, rows=20_000, columns=60)
    log = [stored(pool[number % 20] | {"minutes": number + 1}, number + 1) for number in range(1_500)]

    table, _ = read_file(exported(log, ending), f"log.{ending}", asked=Reading(), limits=limits)

    outcomes = judged(table, guess(table.head), log)
    assert [one.uid for one in outcomes] == [activity.uid for activity in log]
    assert {(one.state, *one.notes) for one in outcomes} == {(UNCHANGED,)}
