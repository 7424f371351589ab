"""Reads about who can see what: a fixed number of queries, however many items."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, IntegerField, QuerySet, Value, When

from people.models import User
from sharing import kinds
from sharing.models import Audience, Grant, ShareLink

# The widest first: that is what its owner would want to know.
BREADTH = Case(
    *[When(audience=step, then=Value(number)) for number, step in enumerate(Audience.values)],
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Shared:
    """One of the owner's items that is not private, with the people named and the number of links open."""

    kind: str
    uid: UUID
    title: str
    audience: str
    people: tuple[str, ...]
    links: int


def shared_by(owner: User) -> QuerySet:
    """All of this person's that an audience opens to someone else, the widest open first: one query over every kind.

    Rows of kind_word, uid, title, audience; `in_full` makes a page of them ready to show.
    """
    found = []
    for kind, model in kinds.KINDS.items():
        rows = model.objects.owned_by(owner).exclude(audience=Audience.ONLY_ME).order_by()
        rows = rows.filter(rows.shown).annotate(
            kind_word=Value(kind, output_field=CharField()), breadth=BREADTH
        )
        found.append(rows.values("kind_word", "uid", "title", "audience", "breadth"))
    return found[0].union(*found[1:], all=True).order_by("-breadth", "title", "uid")


def in_full(rows: Iterable[dict[str, Any]], owner: User) -> list[Shared]:
    """Rows of `shared_by` with the people named and the links open: two queries, however many rows."""
    rows = list(rows)
    uids = [row["uid"] for row in rows]
    named: dict[UUID, list[str]] = {}
    for grant in Grant.objects.filter(object_uid__in=uids).select_related("person"):
        named.setdefault(grant.object_uid, []).append(str(grant.person))
    open_links = [link.object_uid for link in links_of(owner, uids) if link.is_open]
    return [
        Shared(
            kind=row["kind_word"],
            uid=row["uid"],
            title=row["title"],
            audience=Audience(row["audience"]).label,
            people=tuple(named.get(row["uid"], ())) if row["audience"] == Audience.NAMED else (),
            links=open_links.count(row["uid"]) if row["audience"] == Audience.LINK else 0,
        )
        for row in rows
    ]


def links_of(owner: User, uids: Iterable[UUID] | None = None) -> QuerySet:
    """The owner's share links, newest first; with `uids` those to these items."""
    links = ShareLink.objects.filter(owner=owner)
    return links if uids is None else links.filter(object_uid__in=list(uids))


def people_named(item: Any) -> QuerySet:
    """Grants of one item, by name."""
    grants = Grant.objects.filter(object_uid=item.uid).select_related("person")
    return grants.order_by("person__last_name", "person__first_name")
