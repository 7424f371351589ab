"""A collection as its reader sees it: every piece in full, in its owner's order."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evidence.models import Evidence
from evidence.queries import attached
from evidence.rows import rows_for
from lib.markup import render_markdown
from lib.unlisted import unlisted
from portfolios.collecting.held import held_in
from portfolios.collecting.models import KIND, Collection, CollectionPiece
from portfolios.collecting.sources import things_in
from portfolios.editing import boxes_of
from portfolios.reading import Leaf, leaves
from registers.queries import letters_of
from sharing.reach import panel as who_sees
from sharing.visitors import member_of

Kind = CollectionPiece.Kind
CARRYING = (Kind.ENTRY, Kind.ACTIVITY)


@dataclass(frozen=True)
class Shown:
    """One piece, ready to show: `thing`, what hangs on it, and of a page its blocks, of an entry its text. The kind `held`
    is what is remembered of a piece that its owner's last institution holds.
    """

    kind: str
    thing: Any
    evidence: list[dict[str, Any]] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    text: str = ""

    @property
    def template(self) -> str:
        return f"portfolios/collected/{self.kind}.html"


def shown_in(collection: Collection, member: Any) -> list[Shown]:
    """The pieces that may be shown, for whoever the collection is open to; two queries at most to a kind.

    A page shows its words; the items on it are shown to whom they are open themselves.
    """
    pieces = list(collection.pieces.all())
    things = things_in(pieces, collection.owner)
    held = held_in(pieces, things, collection.owner)
    hanging = {kind: attached(kind, [thing.uid for thing in _of(kind, pieces, things)]) for kind in CARRYING}
    return [
        _shown(piece.kind, things[piece.pk], member, hanging=hanging)
        if piece.pk in things
        else Shown("held", held[piece.pk])
        for piece in pieces
        if piece.pk in things or piece.pk in held
    ]


def _of(kind: str, pieces: list[CollectionPiece], things: dict[int, Any]) -> list[Any]:
    return [things[piece.pk] for piece in pieces if piece.kind == kind and piece.pk in things]


def _shown(kind: str, thing: Any, member: Any, *, hanging: dict[Any, Any]) -> Shown:
    pieces = [thing] if kind == Kind.EVIDENCE else hanging.get(kind, {}).get(thing.uid, [])
    files = [one for one in pieces if one.kind != Evidence.Kind.ITEM]
    on_page = leaves(boxes_of(thing.body), member, owner_id=thing.owner_id) if kind == Kind.PAGE else []
    text = render_markdown(thing.body) if kind == Kind.ENTRY else ""
    return Shown(kind, thing, rows_for(files), on_page, text)


def page(request: HttpRequest, collection: Collection, member: Any) -> HttpResponse:
    """For whom the caller has let in."""
    context = {
        "collection": collection,
        "keeper": collection.owner,
        "letters": letters_of(collection.owner),
        "introduction": render_markdown(collection.introduction) if collection.introduction else "",
        "pieces": shown_in(collection, member),
        "is_keeper": member.pk is not None and member.pk == collection.owner_id,
        "who_sees": who_sees(request, KIND, collection, member=member),
    }
    return unlisted(render(request, "portfolios/collection_read.html", context))


def read(request: HttpRequest, collection: Collection) -> HttpResponse:
    """At its own address; search engines list it where its owner lets them."""
    answer = page(request, collection, member_of(request))
    if collection.is_listed:
        del answer.headers["X-Robots-Tag"]
    return answer
