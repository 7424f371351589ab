"""Whatever a row holds, storing it and gathering it again gives the same row."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Category
from moving.record.gathering import gather
from moving.record.listed import BY_NAME
from moving.record.storing import Arrival
from moving.record.values import held, told
from people.models import User
from sharing.models import Audience

DRAWN = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=120)
TITLE = TEXT.filter(bool)
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)).map(told)
DAY = st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(told)
UID = st.uuids(version=4).map(str)
NESTED = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
ITEM = {
    "uid": UID,
    "audience": st.sampled_from(Audience.values),
    "created": MOMENT,
    "changed": MOMENT,
    "deleted_at": st.none(),
}
ENTRY = st.fixed_dictionaries({
    **ITEM, "sealed": st.booleans(), "title": TITLE, "date": DAY, "body": TEXT,
    "tags": st.lists(TEXT.map(lambda text: text[:40]), max_size=3), "state": st.just("published"), "published_at": MOMENT,
    "reflection": st.dictionaries(TEXT, NESTED, max_size=3),
})  # fmt: skip
ACTIVITY = st.fixed_dictionaries({
    **ITEM, "sealed": st.booleans(), "title": TITLE, "provider": TEXT, "start_date": DAY, "end_date": st.none(),
    "minutes": st.integers(1, 10**6), "planned": st.booleans(), "was_planned": st.booleans(),
    "category": st.sampled_from(Category.values), "description": TEXT, "benefit_practice": TEXT, "benefit_users": TEXT,
    "has_description": st.booleans(), "has_practice": st.booleans(), "has_users": st.booleans(),
    "self_points": st.none() | st.decimals(0, 9999, places=2).map(str), "claims": st.lists(NESTED, max_size=2),
    "tags": st.lists(TEXT.map(lambda text: text[:40]), max_size=3), "competences": st.lists(TEXT, max_size=2),
})  # fmt: skip


def through(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Stored for somebody new, gathered, and let go, so that the next example may have the same uids."""
    with transaction.atomic():
        owner = User.objects.create(username="drawn", email="drawn@example.org")
        arrival = Arrival(owner, shelf=None)
        for kind, held_rows in rows.items():
            arrival.store(BY_NAME[kind], held_rows)
        again = {kind.name: found for kind, found in gather(owner, sealed=True) if kind.name in rows}
        transaction.set_rollback(True)
    return again


def by_uid(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["uid"]: row for row in rows}


@DRAWN
@given(rows=st.lists(ENTRY, max_size=3, unique_by=lambda row: row["uid"]))
def test_entries_come_back(cast, rows):
    assert by_uid(through({"entries": rows})["entries"]) == by_uid(rows)


@DRAWN
@given(rows=st.lists(ACTIVITY, max_size=3, unique_by=lambda row: row["uid"]))
def test_activities_come_back(cast, rows):
    assert by_uid(through({"activities": rows})["activities"]) == by_uid(rows)


@DRAWN
@given(title=TITLE, words=TEXT, uids=st.lists(UID, min_size=4, max_size=4, unique=True), at=MOMENT)
def test_what_hangs_together_comes_back_together(cast, title, words, uids, at):
    """Goals in any order, one carried over from another."""
    plan = {
        "uid": uids[0], "audience": "only_me", "created": at, "changed": at, "deleted_at": None, "title": title,
        "start": "2026-01-01", "end": "2026-12-31", "evaluation": words, "evaluated_on": None,
    }  # fmt: skip
    goals = [
        {
            "uid": uid, "plan": uids[0], "title": title, "why": words, "measure": words, "start_on": None,
            "target_on": None, "state": "open", "settled_on": None, "outcome": "", "evaluation": words,
            "competences": [], "order": place, "carried_from": earlier, "created": at, "changed": at, "deleted_at": None,
        }
        for place, (uid, earlier) in enumerate([(uids[1], uids[2]), (uids[2], uids[3]), (uids[3], None)])
    ]  # fmt: skip

    again = through({"plans": [plan], "goals": goals})

    assert again["plans"] == [plan]
    assert by_uid(again["goals"]) == by_uid(goals)


@given(
    value=st.one_of(
        st.datetimes(timezones=st.just(UTC)), st.dates(), st.uuids(), st.decimals(-99, 99, places=2)
    )
)
def test_a_value_told_is_held_again(value):
    kind, name = {
        datetime: ("entries", "created"),
        date: ("entries", "date"),
        UUID: ("entries", "uid"),
    }.get(type(value), ("activities", "self_points"))

    assert held(BY_NAME[kind].model._meta.get_field(name), told(value)) == value
