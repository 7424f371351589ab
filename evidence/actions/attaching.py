"""What hangs on what."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from evidence.actions.keeping import UnknownEvidence
from evidence.models import Attachment, Evidence
from evidence.readers import FROZEN
from people import trail
from people.models import User

# (kind=, thing=, actor=) -> None, called in the transaction that attaches evidence to a thing or takes some off.
ATTACHED: list[Callable[..., None]] = []


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
    pinned = kind in FROZEN
    Attachment.objects.bulk_create(
        [
            Attachment(evidence=one, kind=kind, object_uid=thing.uid, sha256=one.sha256 if pinned else "")
            for one in new
        ],
        ignore_conflicts=True,
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
