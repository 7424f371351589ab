"""The bulk path: the same rows that the actions write, many at a time and without notices. A test compares the two row by row.

Used by the `seed` command for everything and by the demo for what is older than some months.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from activities.actions.log import PLAIN_FIELDS
from activities.actions.verification import plain
from activities.models import KIND, Activity, Verification
from evidence.queries import attached
from journals.models import Entry
from lib.digests import digest
from people.models import TrailEntry, User

BATCH = 500


def trail_lines(actor: User, verb: str, things: Iterable[Any]) -> list[TrailEntry]:
    """What `trail.record` would write for each."""
    return [
        TrailEntry(actor=actor, actor_kind="person", verb=verb, kind=thing._meta.label_lower, object_uid=thing.uid, fields=[])
        for thing in things
    ]  # fmt: skip


def activity_row(owner: User, values: dict[str, Any], uid: UUID) -> Activity:
    """An unsaved activity with the cleaned fields, as `log_activity` fills it."""
    activity = Activity(owner=owner, uid=uid, sealed=values.get("sealed", False))
    for name in PLAIN_FIELDS:
        if name in values:
            setattr(activity, name, values[name])
    activity.put_away({name: values.get(name, "") for name in activity.SEALED_FIELDS})
    return activity


def log_activities(owner: User, rows: Sequence[Activity]) -> None:
    Activity.objects.bulk_create(rows, batch_size=BATCH)
    TrailEntry.objects.bulk_create(trail_lines(owner, "logged", rows), batch_size=BATCH)


def entry_row(owner: User, values: dict[str, Any], uid: UUID, *, published_at: datetime | None) -> Entry:
    """An unsaved entry as `save_entry` stores it; published where it has a time."""
    entry = Entry(owner=owner, uid=uid, date=values["date"], tags=values["tags"], sealed=values["sealed"])
    entry.audience = values["audience"]
    entry.reflection = values.get("reflection", {})
    entry.put_away({"title": values["title"], "body": values["body"]})
    if published_at is not None:
        entry.state, entry.published_at = Entry.State.PUBLISHED, published_at
    return entry


def save_entries(owner: User, rows: Sequence[Entry]) -> None:
    Entry.objects.bulk_create(rows, batch_size=BATCH)
    published = [row for row in rows if not row.is_draft]
    lines = trail_lines(owner, "wrote", rows) + trail_lines(owner, "published", published)
    TrailEntry.objects.bulk_create(lines, batch_size=BATCH)


def verification_row(
    activity: Activity, supervisor: User, *, points: Decimal | None, note: str, once: UUID, evidence: Sequence[str] = ()
) -> Verification:  # fmt: skip
    """An unsaved verification of the activity as stored; `evidence` are the uids attached to it."""
    facts = activity.words() | {
        "start_date": activity.start_date,
        "end_date": activity.end_date,
        "minutes": activity.minutes,
        "evidence": sorted(evidence),
    }
    return Verification(
        activity=activity,
        by=supervisor,
        by_name=supervisor.display_name,
        points_awarded=points,
        note=note,
        digest=digest(facts),
        facts=plain(facts),
        once=once,
    )


def verify_activities(supervisor: User, rows: Sequence[Verification]) -> None:
    """None of the activities may be verified already."""
    Verification.objects.bulk_create(rows, batch_size=BATCH)
    TrailEntry.objects.bulk_create(
        trail_lines(supervisor, "verified", [row.activity for row in rows]), batch_size=BATCH
    )


def evidence_of(activities: Iterable[Activity]) -> dict[UUID, list[str]]:
    """What a verification names of the evidence on each, in one query; an activity without any is missing."""
    found = attached(KIND, [activity.uid for activity in activities])
    return {uid: [piece.signed_as for piece in pieces] for uid, pieces in found.items()}
