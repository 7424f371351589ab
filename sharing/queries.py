"""Reads about who can see what: a fixed number of queries, however many items."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)  # fmt: skip
from django.utils import timezone

from people.models import Pair, User
from people.models.accounts import at_work
from sharing import kinds
from sharing.models import (
    RESTORE_DAYS,
    Agreement,
    Audience,
    Comment,
    Findable,
    Grant,
    PrivacyNotice,
    ShareLink,
    with_marks,
)  # fmt: skip
from sharing.visitors import Visitor

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
    is_listed: bool
    is_hidden: bool

    @property
    def noun(self) -> str:
        return kinds.noun(self.kind)


def shared_by(owner: User) -> QuerySet:
    """All of this person's that an audience opens to someone else, the widest open first: one query over every kind.

    Rows of kind_word, uid, title, audience, is_hidden, is_findable; `in_full` makes a page of them ready to show.
    """
    found = []
    for kind, model in kinds.KINDS.items():
        rows = model.objects.owned_by(owner).exclude(audience=Audience.ONLY_ME).order_by()
        rows = with_marks(rows.filter(rows.shown)).annotate(
            kind_word=Value(kind, output_field=CharField()), breadth=BREADTH
        )
        found.append(
            rows.values("kind_word", "uid", "title", "audience", "breadth", "is_hidden", "is_findable")
        )
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
            is_listed=row["audience"] == Audience.PUBLIC and row["is_findable"] and not row["is_hidden"],
            is_hidden=row["is_hidden"],
        )
        for row in rows
    ]


def listed(most: int) -> list[str]:
    """Addresses of what everyone may read and search engines may list: a query to each kind."""
    chosen = Findable.objects.values("object_uid")
    return [
        kinds.public_address(kind, item)
        for kind, model in kinds.KINDS.items()
        for item in model.objects.visible_to(Visitor()).filter(uid__in=chosen).order_by("pk")[:most]
    ][:most]


def links_of(owner: User, uids: Iterable[UUID] | None = None) -> QuerySet:
    """The owner's share links, newest first; with `uids` those to these items."""
    links = ShareLink.objects.filter(owner=owner)
    return links if uids is None else links.filter(object_uid__in=list(uids))


def people_named(item: Any) -> QuerySet:
    """Grants of one item, by name."""
    grants = Grant.objects.filter(object_uid=item.uid).select_related("person")
    return grants.order_by("person__last_name", "person__first_name")


def has_agreed(person: User, number: int) -> bool:
    return Agreement.objects.filter(notice__number=number, person_id=person.pk).exists()


def notices_with_counts() -> QuerySet:
    """Every version of the privacy notice, the newest first, each with `agreed`: how many current people have."""
    current = Count("agreements", filter=at_work("agreements__person"))
    return PrivacyNotice.objects.annotate(agreed=current).select_related("published_by").order_by("-number")


def people_and_agreements(number: int) -> QuerySet:
    """Current people by name, each with `agreed_at` of this version, None where they have not, and those come first."""
    theirs = Agreement.objects.filter(notice__number=number, person=OuterRef("pk")).values("at")[:1]
    people = User.objects.current().annotate(agreed_at=Subquery(theirs))
    return people.order_by(F("agreed_at").desc(nulls_first=True), "last_name", "first_name", "pk")


def between(item: Any) -> QuerySet:
    """The owner of an item and their supervisors now: those whom a comment may mention."""
    live = Pair.objects.live().filter(technician_id=item.owner_id).values("supervisor_id")
    people = User.objects.current().filter(Q(pk=item.owner_id) | Q(pk__in=live))
    return people.order_by("last_name", "first_name", "pk")


def comments_on(item: Any, member: Any) -> QuerySet:
    """What this member may read of what is said about an item that is open to them, in the order it was said.

    One that was taken back or hidden is among them while it has replies, so that these stand under something; the one for
    whoever removed it while they can put it back, the other for its author.
    """
    answered = Comment.objects.shown().filter(reply_to=OuterRef("pk"))
    back = Q(removed_by=member, removed_at__gte=timezone.now() - timedelta(RESTORE_DAYS))
    said = Comment.objects.filter(Q(removed_at=None) | back | Exists(answered), object_uid=item.uid)
    if member.pk != item.owner_id and item.owner_id not in member.supervised_ids:
        said = said.filter(reach=Comment.Reach.READERS)
    said = said.with_marks().filter(Q(is_hidden=False) | Q(author=member) | Exists(answered))
    return said.select_related("author").prefetch_related("mentioned")


def said_about(owner: User) -> QuerySet:
    """Every comment on this person's own items that are neither drafts, deleted nor sealed."""
    about = Q(pk__in=[])
    for kind in sorted(kinds.COMMENTED):
        rows = kinds.KINDS[kind].objects.owned_by(owner).order_by()
        about |= Q(kind=kind, object_uid__in=rows.filter(rows.shown).values("uid"))
    return Comment.objects.shown().unhidden_to(owner).filter(about, owner=owner)
