"""Reads about sign-offs: a fixed number of queries, however many things or requests."""

from typing import Any

from django.db.models import Exists, QuerySet

from lib.digests import digest_of_key
from notices.letters import sent_with
from signoffs.kinds import KINDS
from signoffs.letters import LINK
from signoffs.models import SignRequest

ANSWERED, EXPIRED, CLOSED, REPLACED = "answered", "expired", "closed", "replaced"


def request_by_key(token: str) -> SignRequest | None:
    """The request that a link was made for, open or over; None for a key nobody was sent. One query.

    `is_replaced` says that a newer link was sent since: this one opens nothing.
    """
    sent = sent_with(digest_of_key(token), LINK)
    rows = all_requests().annotate(is_replaced=Exists(sent.filter(closed_at__isnull=False)))
    return rows.filter(uid__in=sent.values("about")).first()


def closed_because(row: SignRequest) -> str:
    """Why nothing can be signed by this link any more: answered, replaced, expired, closed; "" while it is open."""
    if row.state in (SignRequest.State.SIGNED, SignRequest.State.DECLINED):
        return ANSWERED
    if getattr(row, "is_replaced", False):
        return REPLACED
    if row.is_expired:
        return EXPIRED
    thing = row.thing() if row.is_open else None
    return CLOSED if thing is None or KINDS[row.kind].refusal(thing) else ""


def all_requests() -> QuerySet:
    """With what a page of one shows."""
    return SignRequest.objects.select_related("owner", "signature")


def requests_of(owner: Any) -> QuerySet:
    """This person's requests with their answers, the newest first."""
    return SignRequest.objects.filter(owner_id=owner.pk).select_related("signature")


def requests_on(kind: str, thing: Any) -> list[SignRequest]:
    """Every request about one thing with its answer, the newest first: one query."""
    rows = SignRequest.objects.filter(kind=kind, object_uid=thing.uid)
    return list(rows.select_related("signature"))
