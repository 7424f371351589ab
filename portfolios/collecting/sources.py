"""What may stand in a collection: its owner's own, and only what could be shown to others at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from activities.models import Activity
from assessments.models import Assignment
from authorisations.models import Authorisation
from evidence.models import Evidence
from journals.models import Entry
from portfolios.collecting.models import CollectionPiece
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing.models import Hidden

Kind = CollectionPiece.Kind
MOST_OFFERED = 100


def items_of(model: Any) -> Callable[[Any], list[QuerySet]]:
    """Neither drafts nor sealed items, nor what is deleted."""
    return lambda owner: [
        model.objects.owned_by(owner).filter(model.objects.all().shown).order_by("-created", "-pk")
    ]


def pages(owner: Any) -> list[QuerySet]:
    sections = WebfolioSectionPage.objects.filter(owner_id=owner.pk, live=True, webfolio__live=True)
    return [
        WebfolioPage.objects.owned_by(owner).filter(live=True),
        sections.select_related("webfolio").order_by("place", "pk"),
    ]


def completed(owner: Any) -> list[QuerySet]:
    return [Assignment.objects.owned_by(owner).filter(state="completed").order_by("-completed_at", "-pk")]


def in_force(owner: Any) -> list[QuerySet]:
    """Neither withdrawn nor renewed since; whether one has lapsed is said beside it."""
    rows = Authorisation.objects.current().filter(owner_id=owner.pk).select_related("technique")
    return [rows.order_by("technique__name", "pk")]


def files_and_links(owner: Any) -> list[QuerySet]:
    """Without references to other items, which stand here for themselves."""
    rows = Evidence.objects.owned_by(owner).exclude(kind=Evidence.Kind.ITEM)
    return [rows.order_by("-created", "-pk")]


@dataclass(frozen=True)
class Source:
    """`rows(owner)` are the querysets of all that may be chosen."""

    rows: Callable[[Any], list[QuerySet]]

    def offered(self, owner: Any) -> list[Any]:
        return [one for rows in self.rows(owner) for one in rows[:MOST_OFFERED]]

    def found(self, owner: Any, uids: Iterable[UUID]) -> dict[UUID, Any]:
        """Those of the uids that are the owner's and may be shown, by uid."""
        wanted = list(uids)
        found = [one for rows in self.rows(owner) for one in rows.filter(uid__in=wanted)] if wanted else []
        return {one.uid: one for one in found if getattr(one, "is_shown", True)}


SOURCES: dict[str, Source] = {
    Kind.PAGE: Source(pages),
    Kind.ENTRY: Source(items_of(Entry)),
    Kind.ACTIVITY: Source(items_of(Activity)),
    Kind.ASSESSMENT: Source(completed),
    Kind.AUTHORISATION: Source(in_force),
    Kind.EVIDENCE: Source(files_and_links),
}


def things_in(pieces: Iterable[CollectionPiece], owner: Any) -> dict[int, Any]:
    """What each piece shows now, by the piece's key; one that may not be shown any more is missing. One query a kind, and
    one for what an admin hides: a collection opens none of that.
    """
    kept = list(pieces)
    by_kind: dict[str, list[UUID]] = {}
    for piece in kept:
        by_kind.setdefault(piece.kind, []).append(piece.object_uid)
    found = {kind: SOURCES[kind].found(owner, uids) for kind, uids in by_kind.items()}
    things = {
        piece.pk: found[piece.kind][piece.object_uid]
        for piece in kept
        if piece.object_uid in found[piece.kind]
    }
    # A section is hidden with its webfolio.
    named = {pk: getattr(thing, "folio", thing).uid for pk, thing in things.items()}
    hidden = set(Hidden.objects.filter(object_uid__in=named.values()).values_list("object_uid", flat=True))
    return {pk: thing for pk, thing in things.items() if named[pk] not in hidden}
