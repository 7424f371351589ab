"""Writing the trail, and asking it whether something was done before."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from lib.many_rows import insert_each
from people.models import TrailEntry, User

SITTING = timedelta(minutes=10)


def record(actor: Any, verb: str, thing: Any, *, fields: Iterable[str] = ()) -> TrailEntry:
    """Note that `actor` did `verb` to `thing`. `fields` are names of changed fields, never their values.

    `actor` is a User, or a word for whoever acted without an account ("system", "share link", "operator").
    """
    person = actor if hasattr(actor, "pk") else None
    return TrailEntry.objects.create(
        actor=person,
        actor_kind="person" if person else str(actor),
        verb=verb,
        kind=thing._meta.label_lower,
        object_uid=thing.uid,
        fields=sorted(fields),
    )


def changed_fields(thing: Any, values: dict[str, Any]) -> list[str]:
    """Names of the given fields whose value differs from the stored one."""
    return sorted(name for name, value in values.items() if getattr(thing, name) != value)


def has_done(person: User, verb: str, uid: UUID) -> bool:
    """Whether this person did that to the thing, which may be gone by now: a button pressed twice is one act."""
    return TrailEntry.objects.filter(object_uid=uid, verb=verb, actor_id=person.pk).exists()


def record_draft(actor: User, verb: str, thing: Any, *, fields: Iterable[str] = ()) -> None:
    """As `record`, for what is saved every few seconds while it is typed.

    No line is added where the last about this thing is the same person's, of the last minutes, and names these fields.
    """
    last = TrailEntry.objects.filter(object_uid=thing.uid).first()
    recent = timezone.now() - SITTING
    same = last is not None and (last.actor_id, last.verb) == (actor.pk, verb) and last.when > recent
    if last is None or not same or not set(fields) <= set(last.fields):
        record(actor, verb, thing, fields=fields)


def record_many(actor: Any, verb: str, things: Iterable[Any], *, fields: Iterable[str] = ()) -> None:
    """As `record`, one line for each thing, in one query for any number. All are of one model."""
    named = list(things)
    if not named:
        return
    person = actor if hasattr(actor, "pk") else None
    same = TrailEntry(
        actor_id=person.pk if person else None,
        actor_kind="person" if person else str(actor),
        verb=verb,
        kind=named[0]._meta.label_lower,
        fields=sorted(fields),
    )
    insert_each(same, "object_uid", [thing.uid for thing in named])
