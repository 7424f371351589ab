"""Reads about who can see what: a fixed number of queries, however many items."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from people.models import User
from sharing import kinds
from sharing.models import Audience, Grant, ShareLink

MOST_OF_A_KIND = 200


@dataclass(frozen=True)
class Shared:
    """One of the owner's items that is not private, with the people named and the number of links open."""

    kind: str
    item: Any
    people: tuple[str, ...]
    links: int


def find_own(kind: str, uid: UUID, owner: User) -> Any | None:
    """The owner's item of this kind; None for an unknown kind, another's item or none."""
    item = kinds.find(kind, uid, owner)
    return item if item is not None and item.owner_id == owner.pk else None


def shared_by(owner: User) -> list[Shared]:
    """Everything of this person's that an audience opens to someone else, by kind, newest first."""
    found = [
        (kind, item)
        for kind, model in kinds.KINDS.items()
        for item in model.objects.visible_to(owner)
        .filter(owner=owner)
        .exclude(audience=Audience.ONLY_ME)[:MOST_OF_A_KIND]
        if item.is_shown
    ]
    named: dict[UUID, list[str]] = {}
    for grant in Grant.objects.filter(object_uid__in=[item.uid for _, item in found]).select_related(
        "person"
    ):
        named.setdefault(grant.object_uid, []).append(str(grant.person))
    open_links = [link.object_uid for link in links_of(owner) if link.is_open]
    return [
        Shared(
            kind=kind,
            item=item,
            people=tuple(named.get(item.uid, ())) if item.audience == Audience.NAMED else (),
            links=open_links.count(item.uid) if item.audience == Audience.LINK else 0,
        )
        for kind, item in found
    ]


def links_of(owner: User, uids: Iterable[UUID] | None = None) -> QuerySet:
    """The owner's share links, newest first; with `uids` those to these items."""
    links = ShareLink.objects.filter(owner=owner)
    return links if uids is None else links.filter(object_uid__in=list(uids))


def people_named(item: Any) -> QuerySet:
    """Grants of one item, by name."""
    grants = Grant.objects.filter(object_uid=item.uid).select_related("person")
    return grants.order_by("person__last_name", "person__first_name")
