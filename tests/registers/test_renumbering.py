"""A renumbered competence follows into what is stored: once, recorded, reversible, and never into what was declared."""

from copy import deepcopy
from datetime import UTC, date, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from activities import actions as activities
from activities.models import Activity
from people.models import TrailEntry
from registers import actions, packs
from registers.actions import renumbering
from registers.facts import CompetenceRef
from registers.models import FrozenPack, RenumberedMapping, Renumbering
from registers.renumbering import Change, carried, rewritten
from tenants import schemas
from tests.tellers import Teller

OLD = "science-council/RSci"
SINCE = date(2025, 9, 1)
MADE = (Change("f", "G", "D3", None, SINCE), Change("f", "G", "D4", "D3", SINCE))
LATER = (Change("f", "G", "D3", "D2", date(2030, 1, 1)), Change("f", "G", "D2", "D3", date(2030, 1, 1)))


@pytest.mark.parametrize(
    ("code", "read_on", "made", "undone", "expected"),
    [
        ("D4", date(2024, 1, 1), MADE, (), "D3"),
        ("D3", date(2024, 1, 1), MADE, (), None),
        ("D3", SINCE, MADE, (), "D3"),
        ("D4", date(2024, 1, 1), (*MADE, *LATER), (), "D2"),
        ("D2", SINCE, (*MADE, *LATER), (), "D3"),
        ("D3", date(2031, 1, 1), MADE, LATER, "D2"),
        ("D3", date(2031, 1, 1), (), (*MADE, *LATER), "D2"),
        ("D2", date(2031, 1, 1), (), (*MADE, *LATER), "D4"),
        ("A1", date(2024, 1, 1), MADE, LATER, "A1"),
    ],
)
def test_a_code_is_carried_forward_and_back_over_every_change(code, read_on, made, undone, expected):
    assert carried(code, read_on=read_on, made=made, undone=undone) == expected


@pytest.mark.parametrize(
    ("text", "read_on", "becomes"),
    [
        ("f/G/D4", date(2024, 1, 1), "f/G/D3@2025-09-01"),
        ("f/G/D3", date(2024, 1, 1), "f/G/D3@2024-01-01"),
        ("f/G/D3@2024-01-01", date(2024, 1, 1), None),
        ("f/G/D4@2024-01-01", date(2024, 1, 1), "f/G/D3@2025-09-01"),
        ("f/D4", date(2024, 1, 1), "f/D4@2024-01-01"),
        ("f/G/D3", SINCE, None),
        ("f/H/D3", date(2024, 1, 1), None),
        ("f/G/A1", date(2024, 1, 1), None),
    ],
)
def test_a_stored_mapping_is_rewritten_only_where_the_change_reaches_it(text, read_on, becomes):
    found = rewritten(CompetenceRef.parse(text), read_on=read_on, changes=MADE)

    assert (str(found) if found else None) == becomes


@pytest.fixture(autouse=True)
def not_yet_carried(request):
    """An institution from before the change: a new one begins with nothing to carry."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        Renumbering.objects.all().delete()


def test_a_new_institution_owes_nothing_to_the_past(db):
    assert [str(one) for one in Renumbering.objects.all()] == ["science-council, 2025-09-01"]
    assert renumbering.carry_competences() == []


def mapped(cast, *codes, day=date(2025, 3, 1), person="technician", **values):
    given = {"start_date": day, "end_date": day, "competences": list(codes)} | values
    return Teller(cast).activity(getattr(cast, person), **given)


def stored(activity):
    return Activity.objects.get(pk=activity.pk).competences


def test_stored_mappings_follow_once_and_are_recorded(cast):
    moved = mapped(cast, f"{OLD}/D4", f"{OLD}/A1", "engineering-council/EngTech/D3")
    retired = mapped(cast, f"{OLD}/D3")
    by_body = mapped(cast, "ist/RSci/D4")
    fresh = mapped(cast, f"{OLD}/D3", day=date(2025, 10, 1))

    (done,) = renumbering.carry_competences()

    assert stored(moved) == [f"{OLD}/D3@2025-09-01", f"{OLD}/A1", "engineering-council/EngTech/D3"]
    assert stored(retired) == [f"{OLD}/D3@2025-03-01"]
    assert stored(by_body) == ["ist/RSci/D3@2025-09-01"]
    assert stored(fresh) == [f"{OLD}/D3"]
    assert (done.pack, done.since) == ("science-council", SINCE)
    assert set(done.mappings.values_list("kind", "object_uid", "before", "after")) == {
        ("activity", moved.uid, f"{OLD}/D4", f"{OLD}/D3@2025-09-01"),
        ("activity", retired.uid, f"{OLD}/D3", f"{OLD}/D3@2025-03-01"),
        ("activity", by_body.uid, "ist/RSci/D4", "ist/RSci/D3@2025-09-01"),
    }
    entry = TrailEntry.objects.get(object_uid=moved.uid, verb="renumbered competences")
    assert (entry.actor_kind, entry.fields) == ("system", ["competences"])
    later = mapped(cast, f"{OLD}/D4")
    assert renumbering.carry_competences() == []
    assert stored(later) == [f"{OLD}/D4"]


def test_the_day_of_an_activity_still_planned_or_going_on_is_that_of_its_last_change(cast):
    planned = mapped(cast, f"{OLD}/D4", day=date(2025, 11, 1), planned=True)
    going_on = mapped(cast, f"{OLD}/D4", day=date(2025, 2, 1), end_date=None)
    Activity.objects.filter(pk=planned.pk).update(changed=datetime(2025, 5, 1, tzinfo=UTC))

    renumbering.carry_competences()

    assert stored(planned) == stored(going_on) == [f"{OLD}/D3@2025-09-01"]


def test_nothing_is_due_before_the_day_of_the_change(cast):
    mapped(cast, f"{OLD}/D4")

    assert renumbering.carry_competences(date(2025, 8, 31)) == []
    assert not Renumbering.objects.exists()


def test_slips_and_unknown_packs_are_left_as_they_are(cast):
    odd = mapped(cast, f"{OLD}/D4")
    Activity.objects.filter(pk=odd.pk).update(competences=["x/D4@2025-13-01", "nobody/RSci/D4", f"{OLD}/D4"])

    renumbering.carry_competences()

    assert stored(odd) == ["x/D4@2025-13-01", "nobody/RSci/D4", f"{OLD}/D3@2025-09-01"]


def test_taking_it_back_restores_what_still_stands_and_is_not_done_again(cast):
    moved, edited = mapped(cast, f"{OLD}/D4"), mapped(cast, f"{OLD}/D4")
    (done,) = renumbering.carry_competences()
    activities.change_activity(
        activity=Activity.objects.get(pk=edited.pk),
        actor=cast.technician,
        values={"competences": [f"{OLD}/B1"]},
    )

    assert renumbering.restore_competences(renumbering=done) == 1
    assert renumbering.restore_competences(renumbering=done) == 0

    assert (stored(moved), stored(edited)) == ([f"{OLD}/D4"], [f"{OLD}/B1"])
    assert renumbering.carry_competences() == []
    assert RenumberedMapping.objects.count() == 2


def test_only_the_latest_change_of_a_framework_is_taken_back(cast):
    (done,) = renumbering.carry_competences()
    Renumbering.objects.create(pack="science-council", since=date(2026, 1, 1))

    with pytest.raises(ValueError, match="take that one back first"):
        renumbering.restore_competences(renumbering=done)


def test_what_was_declared_stays_as_it_was_declared(cast):
    mapped(cast, f"{OLD}/D4")
    held = actions.save_registration(
        owner=cast.technician, values={"pack": "science-council", "grade": "RSci"}, breaks=[]
    )
    renewal = actions.start_renewal(
        registration=held, period_from=date(2025, 1, 1), period_to=date(2025, 12, 31)
    )
    frozen = actions.declare_renewal(renewal=renewal, actor=cast.technician, once=uuid4())
    before = deepcopy(frozen.facts)

    renumbering.carry_competences()

    assert FrozenPack.objects.get(pk=frozen.pk).facts == before
    assert any(one["rule"] == "edition" for one in before["findings"])


def test_the_command_carries_tries_and_takes_back(cast):
    moved, said = mapped(cast, f"{OLD}/D4"), StringIO()

    call_command("packs", "migrate", "--institution", "northmoor", "--dry-run", stdout=said)
    assert stored(moved) == [f"{OLD}/D4"]
    assert (
        "northmoor: science-council, 2025-09-01: 1 stored competences carried (tried only" in said.getvalue()
    )
    call_command("packs", "migrate", stdout=said)
    assert stored(moved) == [f"{OLD}/D3@2025-09-01"]
    call_command("packs", "migrate", "--institution", "northmoor", stdout=said)
    assert "northmoor: nothing is due" in said.getvalue()
    call_command("packs", "migrate", "--institution", "northmoor", "--undo", "science-council", stdout=said)
    assert stored(moved) == [f"{OLD}/D4"]
    call_command("packs", "migrate", "--institution", "northmoor", "--undo", "science-council", stdout=said)
    assert "nothing of science-council was carried" in said.getvalue()
    with pytest.raises(CommandError, match="no institution nowhere"):
        call_command("packs", "migrate", "--institution", "nowhere")


def test_an_upgrade_queues_it_where_it_is_due(cast):
    from procrastinate.contrib.django.models import ProcrastinateJob

    def queued():
        return ProcrastinateJob.objects.filter(task_name="registers.renumber").count()

    schemas.follow_up()
    assert queued() == 1
    renumbering.renumber()
    renumbering.ask_to_carry()
    assert queued() == 1


def test_every_change_held_is_of_a_framework_of_its_own_pack():
    assert {(one.pack, one.grade, one.code, one.becomes) for one in packs.changes()} == {
        ("science-council", "RSci", "D3", None),
        ("science-council", "RSci", "D4", "D3"),
    }
