"""The bulk path writes what the actions write, field by field, and the seed command repeats itself."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict

from activities.actions import log_activity, verify_activity
from activities.models import Activity, Verification
from home.seeds import bulk
from journals.actions import save_entry
from journals.models import Entry
from people.models import Pair, TrailEntry, User

VALUES = {
    "title": "Lathe induction",
    "provider": "in-house",
    "description": "Eight second years in two groups.",
    "benefit_practice": "Three to a machine from now on.",
    "benefit_users": "",
    "start_date": date(2026, 3, 1),
    "end_date": date(2026, 3, 2),
    "minutes": 240,
    "planned": False,
    "was_planned": True,
    "category": "work_based",
    "self_points": Decimal(4),
    "claims": [{"pack": "rsb", "category": "ANY", "points": "4"}],
    "tags": ["training", "lathe"],
    "competences": ["science-council/RSciTech/C1"],
}
WRITING = {
    "title": "A slow start",
    "body": "Twenty students and a cold lamp.",
    "date": date(2026, 3, 2),
    "tags": ["teaching"],
    "audience": "supervisors",
}
OWN = {"id", "uid", "owner", "created", "changed", "sealed_text", "published_at", "activity", "once", "at"}


def comparable(row) -> dict:
    """Every stored field but the row's own numbers and times."""
    names = (
        {field.attname for field in row._meta.concrete_fields} - OWN - {"owner_id", "activity_id", "by_id"}
    )
    return {name: getattr(row, name) for name in names}


def verbs(uid) -> list[tuple]:
    return sorted(
        TrailEntry.objects.filter(object_uid=uid).values_list("actor", "actor_kind", "verb", "kind")
    )


@pytest.mark.parametrize("sealed", [False, True])
def test_bulk_activity_equals_the_action(cast, sealed):
    owner, values = cast.technician, VALUES | {"sealed": sealed}
    acted, _ = log_activity(owner=owner, values=values)

    bulk.log_activities(owner, [bulk.activity_row(owner, values, uid := uuid4())])

    row = Activity.objects.get(uid=uid)
    assert comparable(row) == comparable(Activity.objects.get(pk=acted.pk))
    assert row.words() == acted.words()
    assert verbs(uid) == verbs(acted.uid)


@pytest.mark.parametrize(("sealed", "publish"), [(False, True), (True, True), (False, False)])
def test_bulk_entry_equals_the_action(cast, sealed, publish):
    owner, values = cast.technician, WRITING | {"sealed": sealed}
    acted, _ = save_entry(owner=owner, values=values, publish=publish)

    row = bulk.entry_row(owner, values, uid := uuid4(), published_at=acted.published_at)
    bulk.save_entries(owner, [row])

    stored = Entry.objects.get(uid=uid)
    assert comparable(stored) == comparable(Entry.objects.get(pk=acted.pk))
    assert stored.words() == acted.words()
    assert verbs(uid) == verbs(acted.uid)


def test_bulk_verification_equals_the_action(cast):
    owner, supervisor = cast.technician, cast.supervisor
    first, _ = log_activity(owner=owner, values=VALUES)
    second, _ = log_activity(owner=owner, values=VALUES)
    acted = verify_activity(
        activity=first, actor=supervisor, points=Decimal(3), note="Seen.", once=uuid4(), changed=first.changed_token
    )  # fmt: skip

    row = bulk.verification_row(
        Activity.objects.get(pk=second.pk), supervisor, points=Decimal(3), note="Seen.", once=uuid4()
    )
    bulk.verify_activities(supervisor, [row])

    assert comparable(Verification.objects.get(activity=second)) == comparable(acted)
    assert verbs(second.uid) == verbs(first.uid)


def test_seed_adds_whole_people_once(cast, capsys):
    before = model_to_dict(cast.technician)

    call_command("seed", institution="northmoor", technicians=4, years=1)
    counts = people_and_rows()
    call_command("seed", institution="northmoor", technicians=4, years=1)

    assert people_and_rows() == counts
    assert counts[0] == 4
    assert model_to_dict(cast.technician) == before
    seeded = User.objects.filter(email__endswith="@seed.northmoor.example").holding("technician")
    assert set(seeded.values_list("pk", flat=True)) == set(
        Pair.objects.live().filter(technician__in=seeded).values_list("technician_id", flat=True)
    )
    assert "Added 0 technicians" in capsys.readouterr().out


def people_and_rows() -> tuple[int, int, int, int]:
    seeded = User.objects.filter(email__startswith="technician-", email__endswith="@seed.northmoor.example")
    return (
        seeded.count(),
        Activity.objects.filter(owner__in=seeded).count(),
        Entry.objects.filter(owner__in=seeded).count(),
        Verification.objects.filter(activity__owner__in=seeded).count(),
    )


def test_seed_refuses_an_unknown_institution(db):
    with pytest.raises(CommandError, match="There is no institution nowhere"):
        call_command("seed", institution="nowhere", technicians=4, years=1)
