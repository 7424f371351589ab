"""The owner's side: ask, send again, take back."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from notices import letters as post
from notices.actions import notify
from people import trail
from people.models import User
from signoffs import letters, snapshots
from signoffs.kinds import KINDS
from signoffs.models import Signature, SignRequest

DAYS_OPEN = 14
# People asked about one thing whose answers are awaited at once.
MOST_WAITING = 6


class SignoffRefused(ValueError):
    """It cannot be done as things stand; the message is a sentence for the screen."""


@dataclass(frozen=True)
class Asked:
    """The request made; or the colleague who judges this signed in, and was told instead."""

    request: SignRequest | None = None
    colleague: User | None = None


@transaction.atomic
def ask(
    *, kind: str, thing: Any, actor: User, values: dict[str, Any], once: uuid.UUID, by_link: bool = True
) -> Asked:
    """Freeze the thing as it stands and mail its link; without `by_link` the phone is passed, and no link is sent.

    `values`: signer_name, signer_email, signer_role, days, with_files. The same key again is the same act. Raises
    SignoffRefused for a thing that is sealed or a draft, for one's own address, for a wrong one, and for too many.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    if done := SignRequest.objects.filter(owner=actor, once=once).first():
        return Asked(done)
    # Held and read anew: whoever seals it at this moment takes their turn, and no copy of its words is made after that.
    thing = KINDS[kind].model._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if refusal := KINDS[kind].refusal(thing):
        raise SignoffRefused(refusal)
    if by_link and (colleague := colleague_for(kind, thing, values["signer_email"])):
        return Asked(colleague=tell_colleague(kind, thing, actor, colleague=colleague))
    check_signer(kind, thing, actor, email=values["signer_email"])
    now = timezone.now()
    row = SignRequest(owner=actor, kind=kind, object_uid=thing.uid, once=once, asked_at=now, **values)
    row.expires_at = now + timedelta(row.days)
    freeze(row, thing)
    row.save(force_insert=True)
    trail.record(actor, "asked for sign-off", row)
    if by_link:
        send_link(row, actor)
    return Asked(row)


def check_signer(kind: str, thing: Any, actor: User, *, email: str) -> None:
    """Raise SignoffRefused for whoever cannot be asked about this."""
    if email.lower() == actor.email.lower():
        raise SignoffRefused("This is your own address: somebody else signs. Give theirs.")
    mine = SignRequest.objects.filter(owner=actor)
    if mine.filter(signer_email__iexact=email, signature__answer=Signature.Answer.NOT_ME).exists():
        raise SignoffRefused("Whoever reads this address says that they do not know you. Check the address.")
    waiting = mine.filter(kind=kind, object_uid=thing.uid).waiting()
    if waiting.filter(signer_email__iexact=email).exists():
        raise SignoffRefused(
            "This address is asked about it already: open that request to send it again or pass the phone."
        )
    if waiting.count() >= MOST_WAITING:
        raise SignoffRefused(f"{MOST_WAITING} people are asked already: take one back first.")


def colleague_for(kind: str, thing: Any, email: str) -> User | None:
    """Somebody with an account here who judges this thing signed in, and so needs no link."""
    person = User.objects.current().filter(email__iexact=email).first()
    return person if person and KINDS[kind].queue(thing, person) else None


def tell_colleague(kind: str, thing: Any, actor: User, *, colleague: User) -> User:
    """Point a colleague to the thing, once for each version."""
    version = snapshots.digest_of(snapshots.take(KINDS[kind].describe(thing)))
    event = f"{thing.uid}:signoff:{version[:32]}"
    path = KINDS[kind].queue(thing, colleague)
    if notify(kind="signoff_asked", recipients=[colleague], thing=thing, event=event, actor=actor, path=path):
        trail.record(actor, "asked a supervisor", thing)
    return colleague


def freeze(row: SignRequest, thing: Any) -> None:
    """Put the thing's present version into the request. Does not save."""
    row.snapshot = snapshots.take(KINDS[row.kind].describe(thing))
    row.digest, row.outdated_at = snapshots.digest_of(row.snapshot), None


def send_link(row: SignRequest, actor: User) -> None:
    """Queue a mail with a fresh link. Raises SignoffRefused when enough were sent today."""
    allow(actor, row.signer_email)
    post.write(letters.LINK, row.uid)


def allow(actor: User, address: str) -> None:
    try:
        post.allow(actor, address)
    except post.TooMany as enough:
        raise SignoffRefused(str(enough)) from enough


@transaction.atomic
def send_again(*, request: SignRequest, actor: User) -> SignRequest:
    """A new link for the thing as it stands now; the ones sent before open nothing any more. Raises SignoffRefused."""
    row, thing = locked(request)
    if not row.may_be_sent_again:
        raise SignoffRefused(f"{row.signer_name} has answered. Ask again, so that both answers are kept.")
    check_thing(row, thing)
    now = timezone.now()
    freeze(row, thing)
    row.state, row.asked_at, row.expires_at = SignRequest.State.WAITING, now, now + timedelta(row.days)
    row.save()
    post.close(row.uid, letters.LINK, letters.CODE)
    trail.record(actor, "sent sign-off again", row)
    send_link(row, actor)
    return row


@transaction.atomic
def revoke(*, request: SignRequest, actor: User) -> SignRequest:
    """Close the link. An answer that was given stays; twice is one act."""
    row, _ = locked(request)
    if row.state == SignRequest.State.WAITING:
        close(row)
        trail.record(actor, "took back sign-off", row)
    return row


def close(row: SignRequest) -> None:
    """Its link says from now on that it is over, and whom to ask; one that waits to be sent is not wanted any more."""
    row.state = SignRequest.State.REVOKED
    row.save()
    post.close(row.uid, letters.CODE)


def locked(request: SignRequest) -> tuple[SignRequest, Any]:
    """The request, held until the transaction ends, and what it is about (None where that is gone)."""
    rows = SignRequest.objects.select_for_update(of=("self",)).select_related("owner")
    row = rows.get(pk=request.pk)
    return row, row.thing()


def check_thing(row: SignRequest, thing: Any) -> None:
    """Raise SignoffRefused where nobody can be asked about the thing as it stands."""
    refusal = KINDS[row.kind].refusal(thing) if thing else "It is not there any more."
    if refusal:
        raise SignoffRefused(refusal)
