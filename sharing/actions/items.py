"""What an owner does with any item: open it, close it, delete it, take it back. The caller has checked whose it is."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notices.actions import notify
from people import trail
from people.models import User
from sharing.models import RESTORE_DAYS, Audience, Findable, Grant, Item, ShareLink
from sharing.refusals import TooLate


class NobodyHere(ValueError):
    """No current account of this institution has the address; the message says what to do."""


@transaction.atomic
def set_audience(*, item: Any, audience: str, actor: User) -> Any:
    """Open or close an item; returns it as stored. Links and names stay for a later change.

    A form of the item opened before is stale afterwards: sent late, it would open again what was closed here.
    """
    stored = type(item).objects.select_for_update(of=("self",)).get(pk=item.pk)
    if stored.audience != audience:
        stored.audience = Audience(audience)
        fields = ["audience"]
        if isinstance(stored, Item):
            stored.changed = timezone.now()
            fields.append("changed")
        stored.save(update_fields=fields)
        trail.record(actor, "set audience", stored, fields=["audience"])
        if stored.audience == Audience.NAMED:
            named = User.objects.filter(pk__in=Grant.objects.filter(object_uid=stored.uid).values("person"))
            _tell_named(stored, list(named), actor)
    return stored


def _tell_named(item: Any, people: list[User], actor: User) -> None:
    """Tell those who may read it now by their name, each once, however often they are named anew."""
    if item.audience == Audience.NAMED and item.is_shown:
        event = f"{item.uid}:named"
        notify(kind="access_granted", recipients=people, thing=item, event=event, actor=actor)


@transaction.atomic
def delete_item(*, item: Any, actor: User) -> bool:
    """Take it out of every list; it can be taken back for RESTORE_DAYS days. False when it was gone already."""
    if item.deleted_at is not None:
        return False
    item.deleted_at = timezone.now()
    item.save(update_fields=["deleted_at"])
    trail.record(actor, "deleted", item)
    return True


@transaction.atomic
def restore_item(*, item: Any, actor: User) -> bool:
    """Put a deleted item back as it was; False when nothing was to do. Raises TooLate after RESTORE_DAYS days."""
    if item.deleted_at is None:
        return False
    if item.deleted_at < timezone.now() - timedelta(RESTORE_DAYS):
        raise TooLate(f"What was deleted can be taken back for {RESTORE_DAYS} days.")
    item.deleted_at = None
    item.save(update_fields=["deleted_at"])
    trail.record(actor, "restored", item)
    return True


@transaction.atomic
def name_person(*, kind: str, item: Any, email: str, actor: User) -> Grant:
    """Let one colleague, known by e-mail, read the item while its audience is "named". Raises NobodyHere."""
    person = User.objects.current().filter(email__iexact=email).exclude(pk=actor.pk).first()
    if person is None:
        raise NobodyHere("Nobody else here has this address. For someone from outside, make a link.")
    grant, is_new = Grant.objects.get_or_create(object_uid=item.uid, person=person, defaults={"kind": kind})
    if is_new:
        trail.record(actor, "named reader", item)
        _tell_named(item, [person], actor)
    return grant


@transaction.atomic
def take_back_name(*, item: Any, person: User, actor: User) -> None:
    gone, _ = Grant.objects.filter(object_uid=item.uid, person=person).delete()
    if gone:
        trail.record(actor, "took back reader", item)


@transaction.atomic
def make_link(
    *, kind: str, item: Any, name: str, expires_on: date, actor: User, passcode: str = ""
) -> ShareLink:
    """An address that opens this one item until the day is over. It opens while the audience is "anyone with the link".

    With a passcode it asks for that first; only its hash is kept.
    """
    link = ShareLink.objects.create(
        token=secrets.token_urlsafe(32),
        owner=actor,
        name=name,
        kind=kind,
        object_uid=item.uid,
        expires_on=expires_on,
        passcode=make_password(passcode) if passcode else "",
    )
    trail.record(actor, "made link", item)
    return link


@transaction.atomic
def set_passcode(*, link: ShareLink, passcode: str, actor: User) -> ShareLink:
    """Ask for another passcode, for one where none was, or with "" for none any more. The one it has changes nothing.

    Whoever opened the link before is let in no more: by the new passcode, or by the link's address alone.
    """
    held = ShareLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if check_password(passcode, held.passcode) if passcode and held.passcode else passcode == held.passcode:
        return held
    held.passcode = make_password(passcode) if passcode else ""
    held.save(update_fields=["passcode"])
    trail.record(actor, "set passcode" if passcode else "removed passcode", held, fields=["passcode"])
    return held


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


@transaction.atomic
def set_findable(*, kind: str, item: Any, findable: bool, actor: User) -> None:
    """Let search engines list the item while everyone may read it, or not. Saying the same again changes nothing."""
    if findable:
        _, changed = Findable.objects.get_or_create(object_uid=item.uid, defaults={"kind": kind})
    else:
        gone, _ = Findable.objects.filter(object_uid=item.uid).delete()
        changed = bool(gone)
    if changed:
        trail.record(actor, "let search engines list" if findable else "kept from search engines", item)
