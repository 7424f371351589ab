"""Adding files, links and references to a library."""

from typing import Any, BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from evidence import allowances, storing
from evidence.inspection import Inspected, inspect
from evidence.models import Evidence, Scan
from people import trail
from people.models import User
from sharing import kinds
from sharing.refusals import ReferenceTaken


class UnknownEvidence(ValueError):
    """A uid that is none of this person's evidence."""


def inspected(file: BinaryIO, filename: str) -> Inspected:
    """What the file really is, within the limits. Raises refusals.Refused with the sentence to show."""
    return inspect(file, filename, allowances.limits())


@transaction.atomic
def add_file(
    *,
    owner: User,
    found: Inspected,
    filename: str,
    title: str = "",
    folder: str = "",
    uid: UUID | None = None,
    whatever_size: bool = False,
) -> Evidence:
    """Keep an inspected file. The same uid again gives the stored piece, unchanged. Raises ReferenceTaken, OverQuota.

    `whatever_size` is for a record that moves in whole: it may fill more than its owner's quota.
    """
    if stored := _stored(owner, uid):
        return stored
    if not whatever_size:
        allowances.take_room(owner, storing.room_for(found))
    evidence = Evidence(
        kind=Evidence.Kind.FILE,
        title=(title.strip() or storing.plain_name(filename))[:200],
        folder=folder.strip()[:60],
    )
    storing.put(evidence, found, filename)
    kept = _add(evidence, owner=owner, uid=uid)
    if kept.pk == evidence.pk and evidence.scan == Scan.WAITING:
        storing.scan_later(evidence.uid)
    return kept


def add_link(*, owner: User, url: str, title: str = "", uid: UUID | None = None) -> Evidence:
    """Keep an address (http or https, checked by the form)."""
    if stored := _stored(owner, uid):
        return stored
    evidence = Evidence(kind=Evidence.Kind.LINK, title=(title.strip() or url)[:200], url=url)
    return _add(evidence, owner=owner, uid=uid)


def add_reference(*, owner: User, kind: str, item_uid: UUID, uid: UUID | None = None) -> Evidence:
    """Point at another item of the same webfolio. Raises UnknownEvidence for somebody else's or none."""
    if stored := _stored(owner, uid):
        return stored
    item = kinds.find(kind, item_uid, owner)
    if item is None or item.owner_id != owner.pk:
        raise UnknownEvidence("That is not an item of your webfolio.")
    evidence = Evidence(kind=Evidence.Kind.ITEM, title=str(item)[:200], ref_kind=kind, ref_uid=item.uid)
    return _add(evidence, owner=owner, uid=uid)


def rename_references(*, kind: str, item: Any) -> None:
    """References to an item say what it is called now: nothing of its words once it is sealed."""
    Evidence.objects.filter(kind=Evidence.Kind.ITEM, ref_kind=kind, ref_uid=item.uid).update(
        title=str(item)[:200]
    )


def _add(evidence: Evidence, *, owner: User, uid: UUID | None) -> Evidence:
    evidence.owner = owner
    if uid:
        evidence.uid = uid
    try:
        with transaction.atomic():
            evidence.save(force_insert=True)
            trail.record(owner, "added", evidence)
    except IntegrityError:
        # Two requests with one uid at the same moment: the other one has stored it.
        if (stored := _stored(owner, uid)) is None:
            raise
        return stored
    return evidence


def _stored(owner: User, uid: UUID | None) -> Evidence | None:
    found = Evidence.objects.filter(uid=uid).first() if uid else None
    if found and (found.owner_id != owner.pk or found.deleted_at):
        raise ReferenceTaken("The evidence cannot be saved under this reference.")
    return found
