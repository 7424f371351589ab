"""Adding, attaching and taking away evidence. The only writers of its rows."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction

from evidence.inspection import Inspected, Limits, inspect
from evidence.models import Attachment, Evidence
from people import trail
from people.models import User
from sharing import kinds
from sharing.actions import delete_item, restore_item
from sharing.refusals import ReferenceTaken

# (evidence=, actor=) -> None, called in the transaction that takes a piece out of its library or brings it back.
LIBRARY_CHANGED: list[Callable[..., None]] = []
# (kind=, thing=, actor=) -> None, called in the transaction that attaches evidence to a thing or takes some off.
ATTACHED: list[Callable[..., None]] = []


class UnknownEvidence(ValueError):
    """A uid that is none of this person's evidence."""


def limits() -> Limits:
    return Limits(image_bytes=settings.EVIDENCE_IMAGE_LIMIT, other_bytes=settings.EVIDENCE_FILE_LIMIT)


def inspected(file: BinaryIO, filename: str) -> Inspected:
    """What the file really is, within the limits. Raises refusals.Refused with the sentence to show."""
    return inspect(file, filename, limits())


def add_file(
    *, owner: User, found: Inspected, filename: str, title: str = "", uid: UUID | None = None
) -> Evidence:
    """Keep an inspected file. The same uid again gives the stored piece, unchanged. Raises ReferenceTaken."""
    if stored := _stored(owner, uid):
        return stored
    digest = hashlib.file_digest(found.content, "sha256").hexdigest()  # type: ignore[arg-type]
    found.content.seek(0)
    evidence = Evidence(
        kind=Evidence.Kind.FILE,
        title=(title.strip() or filename)[:200],
        original_name=filename[-200:],
        media_type=found.media_type,
        size=found.size,
        sha256=digest,
    )
    evidence.file.save(filename, File(found.content), save=False)
    return _add(evidence, owner=owner, uid=uid)


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


def own(owner: User, uids: Iterable[UUID | str]) -> list[Evidence]:
    """The owner's evidence with these uids, in their order, in one query. Raises UnknownEvidence."""
    unknown = "This evidence is not among yours: send the file first, then its uid."
    try:
        wanted = [str(UUID(str(uid))) for uid in uids]
    except ValueError:
        raise UnknownEvidence(unknown) from None
    found = {str(one.uid): one for one in Evidence.objects.owned_by(owner).filter(uid__in=wanted)}
    if set(wanted) - set(found):
        raise UnknownEvidence(unknown)
    return [found[uid] for uid in dict.fromkeys(wanted)]


@transaction.atomic
def attach(*, thing: Any, kind: str, evidence: Iterable[Evidence], actor: User, only: bool = False) -> bool:
    """Attach these pieces of the thing's owner; with `only`, take every other off. True when anything changed."""
    pieces = list(evidence)
    if any(one.owner_id != thing.owner_id for one in pieces):
        raise UnknownEvidence("Only your own evidence can be attached.")
    held = set(
        Attachment.objects.filter(kind=kind, object_uid=thing.uid).values_list("evidence_id", flat=True)
    )
    new = [one for one in pieces if one.pk not in held]
    Attachment.objects.bulk_create(
        [Attachment(evidence=one, kind=kind, object_uid=thing.uid) for one in new], ignore_conflicts=True
    )
    gone = held - {one.pk for one in pieces} if only else set()
    Attachment.objects.filter(kind=kind, object_uid=thing.uid, evidence_id__in=gone).delete()
    if new or gone:
        _changed(kind, thing, actor)
    return bool(new or gone)


@transaction.atomic
def detach(*, thing: Any, kind: str, evidence: Evidence, actor: User) -> bool:
    """Take one piece off a thing; it stays in the library. False when it was not attached."""
    gone, _ = Attachment.objects.filter(kind=kind, object_uid=thing.uid, evidence=evidence).delete()
    if gone:
        _changed(kind, thing, actor)
    return bool(gone)


def _changed(kind: str, thing: Any, actor: User) -> None:
    trail.record(actor, "changed evidence", thing, fields=["evidence"])
    for follow in ATTACHED:
        follow(kind=kind, thing=thing, actor=actor)


@transaction.atomic
def delete_evidence(*, evidence: Evidence, actor: User) -> Evidence:
    """Take a piece out of the library and off everything it hangs on; it can be taken back for a while."""
    if delete_item(item=evidence, actor=actor):
        _tell(evidence, actor)
    return evidence


@transaction.atomic
def restore_evidence(*, evidence: Evidence, actor: User) -> Evidence:
    """Back in the library, and on everything it hung on. Raises sharing's TooLate."""
    if restore_item(item=evidence, actor=actor):
        _tell(evidence, actor)
    return evidence


def _tell(evidence: Evidence, actor: User) -> None:
    for follow in LIBRARY_CHANGED:
        follow(evidence=evidence, actor=actor)
