"""One act on several pieces of one's own library, which can be taken back."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evidence.actions.library import delete_evidence, restore_evidence
from evidence.models import Evidence, LibraryChange
from lib.tags import MOST as MOST_TAGS
from people import trail
from people.models import User
from sharing.refusals import TooLate

MOST_AT_ONCE = 200
Kind = LibraryChange.Kind


class TooManyTags(ValueError):
    """A piece would have more tags than it can; the text says so."""


def moved(piece: Evidence, folder: str) -> dict[str, Any]:
    return {"folder": folder}


def tagged(piece: Evidence, tags: list[str]) -> dict[str, Any]:
    held = {tag.casefold() for tag in piece.tags}
    whole = [*piece.tags, *(tag for tag in tags if tag.casefold() not in held)]
    if len(whole) > MOST_TAGS:
        raise TooManyTags(f"“{piece}” would have more than {MOST_TAGS} tags.")
    return {"tags": whole}


def untagged(piece: Evidence, tags: list[str]) -> dict[str, Any]:
    unwanted = {tag.casefold() for tag in tags}
    return {"tags": [tag for tag in piece.tags if tag.casefold() not in unwanted]}


WORK: dict[str, Callable[[Evidence, Any], dict[str, Any]]] = {
    Kind.MOVED: moved,
    Kind.TAGS_ADDED: tagged,
    Kind.TAGS_REMOVED: untagged,
    Kind.DELETED: lambda piece, value: {"deleted": True},
}


@transaction.atomic
def change_many(
    *, owner: User, uids: Iterable[UUID], kind: str, value: Any, once: UUID
) -> LibraryChange | None:
    """Do it to those of the uids that are the owner's, MOST_AT_ONCE at most; the same `once` again is the same act.

    `value` is a folder's name, or tags. None where nothing was to change. Raises TooManyTags, and nothing is changed.
    """
    if done := LibraryChange.objects.filter(owner=owner, once=once).first():
        return done
    wanted = list(uids)[:MOST_AT_ONCE]
    rows = Evidence.objects.owned_by(owner).filter(uid__in=wanted)
    found = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    noted, changed = [], []
    for piece in found:
        after = WORK[kind](piece, value)
        before = {name: getattr(piece, name, False) for name in after}
        if before != after:
            noted.append({"uid": str(piece.uid), "before": before, "after": after})
            changed.append(piece)
    if not changed:
        return None
    _write(changed, noted, kind=kind, actor=owner)
    return LibraryChange.objects.create(owner=owner, kind=kind, pieces=noted, once=once)


def _write(pieces: list[Evidence], noted: list[dict[str, Any]], *, kind: str, actor: User) -> None:
    if kind == Kind.DELETED:
        for piece in pieces:
            delete_evidence(evidence=piece, actor=actor)
        return
    fields = list(noted[0]["after"])
    for piece, note in zip(pieces, noted, strict=True):
        for name, value in note["after"].items():
            setattr(piece, name, value)
        piece.changed = timezone.now()
    Evidence.objects.bulk_update(pieces, [*fields, "changed"])
    trail.record_many(actor, "changed", pieces, fields=fields)


@transaction.atomic
def undo_change(*, change: LibraryChange, actor: User) -> int:
    """Take an act back on every piece that is still as it left it; how many. Raises TooLate and OverQuota."""
    stored = LibraryChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if stored.undone_at:
        return 0
    if not stored.can_undo:
        raise TooLate("What was changed can be taken back for 30 days.")
    notes = {note["uid"]: note for note in stored.pieces}
    rows = Evidence.objects.filter(owner_id=stored.owner_id, uid__in=notes)
    back = [
        piece
        for piece in rows.select_for_update(of=("self",), no_key=True).order_by("pk")
        if _is_as_left(piece, notes[str(piece.uid)]["after"])
    ]
    _put_back(back, notes, kind=stored.kind, actor=actor)
    stored.undone_at = timezone.now()
    stored.save(update_fields=["undone_at"])
    return len(back)


def _is_as_left(piece: Evidence, after: dict[str, Any]) -> bool:
    if after.get("deleted"):
        return piece.deleted_at is not None
    return piece.deleted_at is None and all(getattr(piece, name) == value for name, value in after.items())


def _put_back(pieces: list[Evidence], notes: dict[str, Any], *, kind: str, actor: User) -> None:
    if kind == Kind.DELETED:
        for piece in pieces:
            restore_evidence(evidence=piece, actor=actor)
    elif pieces:
        back = [{"after": notes[str(piece.uid)]["before"]} for piece in pieces]
        _write(pieces, back, kind=kind, actor=actor)
