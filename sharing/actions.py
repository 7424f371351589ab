"""Opening one's items to others, and closing them. Only the owner shares; the caller has checked that."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from people import trail
from people.models import User
from sharing.models import Audience, Grant, ShareLink


class NobodyHere(ValueError):
    """No current account of this institution has the address; the message says what to do."""


@transaction.atomic
def set_audience(*, item: Any, audience: str, actor: User) -> Any:
    """Open or close an item. Nothing happens when it stands so already. Links and names stay for a later change."""
    if item.audience != audience:
        item.audience = Audience(audience)
        item.save(update_fields=["audience"])
        trail.record(actor, "set audience", item, fields=["audience"])
    return item


@transaction.atomic
def name_person(*, kind: str, item: Any, email: str, actor: User) -> Grant:
    """Let one colleague, known by e-mail, read the item while its audience is "named". Raises NobodyHere."""
    person = User.objects.current().filter(email__iexact=email).exclude(pk=actor.pk).first()
    if person is None:
        raise NobodyHere("Nobody else here has this address. For someone from outside, make a link.")
    grant, is_new = Grant.objects.get_or_create(object_uid=item.uid, person=person, defaults={"kind": kind})
    if is_new:
        trail.record(actor, "named reader", item)
    return grant


@transaction.atomic
def take_back_name(*, item: Any, person: User, actor: User) -> None:
    gone, _ = Grant.objects.filter(object_uid=item.uid, person=person).delete()
    if gone:
        trail.record(actor, "took back reader", item)


@transaction.atomic
def make_link(*, kind: str, item: Any, name: str, expires_on: date, actor: User) -> ShareLink:
    """An address that opens this one item until the day is over. It opens while the audience is "anyone with the link"."""
    link = ShareLink.objects.create(
        token=secrets.token_urlsafe(32),
        owner=actor,
        name=name,
        kind=kind,
        object_uid=item.uid,
        expires_on=expires_on,
    )
    trail.record(actor, "made link", item)
    return link


@transaction.atomic
def revoke_link(*, link: ShareLink, actor: User) -> ShareLink:
    """Close a link for good. Revoking twice is one act."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        trail.record(actor, "revoked link", link)
    return link


def count_view(*, link: ShareLink) -> None:
    """One more time it was opened: a number, and nothing about who."""
    ShareLink.objects.filter(pk=link.pk).update(views=F("views") + 1)
