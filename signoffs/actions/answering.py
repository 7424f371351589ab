"""The signer's side: one answer, to exactly the version that was shown."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from notices import letters as post
from notices.actions import notify
from people import trail
from sharing.refusals import Stale
from signoffs import letters
from signoffs.actions.asking import SignoffRefused, check_thing, locked
from signoffs.kinds import KINDS
from signoffs.models import Signature, SignRequest

SIGNER = "signer"
VERBS = {
    Signature.Answer.CONFIRMS: "signed",
    Signature.Answer.CANNOT: "did not confirm",
    Signature.Answer.NOT_ME: "was not meant",
}
FIELDS = ("name", "role", "comment")


@transaction.atomic
def answer(
    *,
    request: SignRequest,
    given: str,
    seen: str,
    once: uuid.UUID,
    how: str,
    values: dict[str, Any] | None = None,
) -> Signature:
    """Keep one answer. `seen` is the digest of the version on the signer's screen; `values`: name, role, comment.

    The same key again is the same act. Raises SignoffRefused when the link is over, Stale when another version is frozen
    than the one seen. A version that its owner has changed meanwhile is signed as it was shown, and void at once.
    """
    row, thing = locked(request)
    if done := Signature.objects.filter(request=row, once=once).first():
        return done
    if not row.is_open or Signature.objects.filter(once=once).exists():
        raise SignoffRefused("This link is over.")
    check_thing(row, thing)
    if seen != row.digest:
        raise Stale(row)
    confirms = given == Signature.Answer.CONFIRMS
    signature = Signature(request=row, answer=given, how=how, digest=row.digest, once=once)
    for name in FIELDS:
        setattr(signature, name, (values or {}).get(name, ""))
    if confirms:
        signature.declaration = KINDS[row.kind].declaration
    if confirms and row.outdated_at:
        signature.voided_at, signature.voided_why = timezone.now(), Signature.Why.BEFORE
    signature.save(force_insert=True)
    row.state = SignRequest.State.SIGNED if confirms else SignRequest.State.DECLINED
    row.save(update_fields=["state"])
    trail.record(SIGNER, VERBS[Signature.Answer(given)], row)
    tell(row, given)
    return signature


def tell(row: SignRequest, given: str) -> None:
    """A notice for the owner; a receipt for the signer, unless they do not want to hear of it."""
    kind = "signoff_done" if given == Signature.Answer.CONFIRMS else "signoff_declined"
    notify(kind=kind, recipients=[row.owner], thing=row, event=f"{row.uid}:answered")
    post.close(row.uid, letters.CODE)
    if given != Signature.Answer.NOT_ME:
        post.write(letters.RECEIPT, row.uid)
