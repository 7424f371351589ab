"""Verbs about collections: the only writers of them. Opening one is `sharing`'s, as for any item."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from evidence.actions import attach
from evidence.models import Evidence
from people import trail
from people.access import require
from people.models import User
from portfolios.collecting.models import KIND, Collection, CollectionPiece
from portfolios.collecting.sources import SOURCES
from sharing.refusals import Refused, Stale

MOST_PIECES = 100
WORDS = ("title", "introduction")


def _held(collection: Collection, actor: User) -> Collection:
    """The collection as stored, locked, for its owner."""
    held = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    require(actor, "portfolios.write_collection", held)
    return held


@transaction.atomic
def start_collection(*, owner: User, purpose: str, title: str, introduction: str, once: UUID) -> Collection:
    """An empty one, for its owner alone. One key begins one; Refused for a key that began another."""
    require(owner, "portfolios.keep")
    User.objects.select_for_update().get(pk=owner.pk)
    said = {"purpose": purpose, "title": title, "introduction": introduction}
    if done := Collection.objects.filter(owner=owner, once=once).first():
        if any(getattr(done, name) != value for name, value in said.items()):
            raise Refused({"": "This form was sent before with other words. Open it again."})
        return done
    made = Collection.objects.create(owner=owner, once=once, **said)
    trail.record(owner, "began collection", made)
    return made


@transaction.atomic
def change_collection(
    *, collection: Collection, actor: User, values: dict[str, Any], changed: str
) -> Collection:
    """Another title or introduction (`values` by name). Raises Stale over a newer version."""
    held = _held(collection, actor)
    fields = trail.changed_fields(held, {name: values[name] for name in WORDS if name in values})
    if not fields:
        return held
    if changed != held.changed_token:
        raise Stale(held)
    for name in fields:
        setattr(held, name, values[name])
    held.changed = timezone.now()
    held.save()
    trail.record(actor, "changed", held, fields=fields)
    return held


@transaction.atomic
def put_in(*, collection: Collection, actor: User, chosen: Iterable[tuple[str, UUID]]) -> int:
    """Put these things, each (kind, uid), at the end; how many were not there yet.

    PermissionDenied for what is not the owner's or may not be shown; Refused where the collection would be too full.
    """
    held = _held(collection, actor)
    asked = list(dict.fromkeys(chosen))
    for kind in {kind for kind, _ in asked}:
        uids = {uid for one, uid in asked if one == kind}
        if kind not in SOURCES or set(SOURCES[kind].found(actor, uids)) != uids:
            raise PermissionDenied
    there = set(held.pieces.values_list("kind", "object_uid"))
    fresh = [one for one in asked if one not in there]
    if len(there) + len(fresh) > MOST_PIECES:
        raise Refused({"": f"A collection holds up to {MOST_PIECES} pieces."})
    last = held.pieces.aggregate(last=Max("place"))["last"] or 0
    CollectionPiece.objects.bulk_create(
        CollectionPiece(collection=held, kind=kind, object_uid=uid, place=place)
        for place, (kind, uid) in enumerate(fresh, start=last + 1)
    )
    if fresh:
        _follow(held, actor, "put into collection")
    return len(fresh)


@transaction.atomic
def take_out(*, collection: Collection, actor: User, piece: CollectionPiece) -> None:
    """The thing itself stays where it is; readers of the collection read it here no more."""
    held = _held(collection, actor)
    held.pieces.filter(pk=piece.pk).delete()
    _follow(held, actor, "took out of collection")


@transaction.atomic
def move(*, collection: Collection, actor: User, piece: CollectionPiece, by: int) -> None:
    """Up (-1) or down (1); at the end it stays, and so does the order where it was taken out meanwhile."""
    held = _held(collection, actor)
    order = list(held.pieces.all())
    if piece not in order:
        return
    at = order.index(piece)
    to = at + by
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for place, one in enumerate(order, start=1):
        one.place = place
    CollectionPiece.objects.bulk_update(order, ["place"])
    trail.record(actor, "changed", held, fields=["place"])


def _follow(collection: Collection, actor: User, verb: str) -> None:
    """Evidence that stands in it by itself opens with it: attach exactly that."""
    trail.record(actor, verb, collection)
    uids = collection.pieces.filter(kind=CollectionPiece.Kind.EVIDENCE).values("object_uid")
    pieces = Evidence.objects.filter(owner_id=collection.owner_id, uid__in=uids)
    attach(thing=collection, kind=KIND, evidence=pieces, actor=actor, only=True)
