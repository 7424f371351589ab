"""What becomes of requests and signatures when the thing changes, is sealed, or time passes."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from evidence.models import Evidence
from notices import letters as post
from notices.actions import notify
from people import trail
from people.models import User
from signoffs import letters, snapshots
from signoffs.actions.asking import close
from signoffs.kinds import KINDS, stored
from signoffs.models import Signature, SignRequest


@transaction.atomic(savepoint=False)
def look_again(*, kind: str, thing: Any, actor: User) -> None:
    """Called after each change of a thing: compare what was signed and asked with it as it stands.

    A signature of another version is void for good. Sealing closes what waits and seals the frozen words; opening the thing
    opens them. One query where nobody was asked about it.
    """
    rows = SignRequest.objects.select_for_update(of=("self",)).filter(kind=kind, object_uid=thing.uid)
    asked = list(rows.select_related("owner"))
    if not asked:
        return
    digest = snapshots.digest_of(snapshots.take(KINDS[kind].describe(thing)))
    signatures = {one.request_id: one for one in Signature.objects.filter(request__in=asked)}
    for row in asked:
        _follow(row, signatures.get(row.pk), digest=digest, actor=actor)
        _put_away(row, signatures.get(row.pk), sealed=getattr(thing, "sealed", False), actor=actor)


def _follow(row: SignRequest, signature: Signature | None, *, digest: str, actor: User) -> None:
    is_same = row.digest == digest
    if is_same != (row.outdated_at is None):
        row.outdated_at = None if is_same else timezone.now()
        row.save(update_fields=["outdated_at"])
    if is_same or signature is None or signature.is_void or row.state != SignRequest.State.SIGNED:
        return
    signature.voided_at, signature.voided_why = timezone.now(), Signature.Why.CHANGED
    signature.save(update_fields=["voided_at", "voided_why"])
    trail.record(actor, "voided signature", row)
    post.write(letters.VOIDED, row.uid)


def _put_away(row: SignRequest, signature: Signature | None, *, sealed: bool, actor: User) -> None:
    if sealed and row.state == SignRequest.State.WAITING:
        close(row)
        trail.record(actor, "took back sign-off", row)
    if sealed == row.is_put_away:
        return
    comment = row.put_away(sealed=sealed, comment=signature.comment if signature else "")
    row.save(update_fields=["snapshot", "sealed_text"])
    if signature:
        signature.comment = comment
        signature.save(update_fields=["comment"])


def look_again_at(*, kind: str, uids: Iterable[Any], actor: User) -> None:
    """As `look_again`, for several things of one kind: one query where nobody was asked about any of them."""
    asked = SignRequest.objects.filter(kind=kind, object_uid__in=list(uids)).order_by()
    for thing in stored(kind, asked.values_list("object_uid", flat=True).distinct()).values():
        look_again(kind=kind, thing=thing, actor=actor)


def follow_attachments(*, kind: str, thing: Any, actor: User) -> None:
    """Evidence was attached to a thing or taken off."""
    if kind in KINDS:
        look_again(kind=kind, thing=thing, actor=actor)


def follow_library(*, evidence: Evidence, actor: User) -> None:
    """A piece of evidence left its owner's library, or came back."""
    for kind in KINDS:
        held = evidence.attachments.filter(kind=kind).values_list("object_uid", flat=True)
        look_again_at(kind=kind, uids=held, actor=actor)


@transaction.atomic
def expire() -> int:
    """Note every request past its time and tell its owner, once; how many there were."""
    rows = list(
        SignRequest.objects.lapsed().select_for_update(of=("self",), skip_locked=True).select_related("owner")
    )
    for row in rows:
        row.state = SignRequest.State.EXPIRED
        row.save(update_fields=["state"])
        trail.record("system", "expired", row)
        event = f"{row.uid}:expired:{row.expires_at:%Y%m%d%H%M}"
        notify(kind="signoff_expired", recipients=[row.owner], thing=row, event=event)
    return len(rows)
