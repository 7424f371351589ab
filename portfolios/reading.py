"""A page as its reader sees it: blocks gathered under their headings, with the items that this reader may read."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evidence.models import Evidence
from lib.markup import render_markdown
from lib.unlisted import unlisted
from portfolios.editing import Box, boxes_of
from registers.queries import letters_of
from sharing import kinds
from sharing.models import Audience
from sharing.reach import panel as who_sees
from sharing.threads import panel as comments
from sharing.visitors import member_of

# Blocks that show items, and the kind of item each shows.
SHOWS = {"image": "evidence", "evidence": "evidence", "entries": "entry", "activities": "activity"}


@dataclass(frozen=True)
class Piece:
    """One block, ready to show. `items` are those of its items that the reader may read."""

    kind: str
    value: dict[str, Any]
    items: list[Any]
    html: str = ""


@dataclass
class Leaf:
    """What stands beside one heading in the margin; the first may have none."""

    title: str = ""
    pieces: list[Piece] = field(default_factory=list)


def leaves(boxes: list[Box], member: Any) -> list[Leaf]:
    """The page's blocks under their headings. One query to each kind of item, whatever the number of blocks."""
    found = {kind: readable(kind, uids, member) for kind, uids in wanted(boxes).items()}
    gathered = [Leaf()]
    for box in boxes:
        if box.kind == "heading":
            gathered.append(Leaf(box.value["text"]))
            continue
        piece = piece_of(box, found.get(SHOWS.get(box.kind, ""), {}))
        if piece.items or box.kind not in SHOWS:
            gathered[-1].pieces.append(piece)
    return [leaf for leaf in gathered if leaf.title or leaf.pieces]


def readable(kind: str, uids: set[str], member: Any) -> dict[str, Any]:
    """Those of the items that this member may read, by uid. Evidence is read through what it is attached to."""
    if kind == "evidence":
        return {str(one.uid): one for one in Evidence.objects.visible_to(member).filter(uid__in=uids)}
    return kinds.find_many(kind, uids, member)


def wanted(boxes: list[Box]) -> dict[str, set[str]]:
    """Uids by kind of item."""
    uids: dict[str, set[str]] = {}
    for box in boxes:
        if box.kind in SHOWS:
            uids.setdefault(SHOWS[box.kind], set()).update(uids_of(box))
    return uids


def uids_of(box: Box) -> list[str]:
    return [uid for uid in box.value.get("uids", [box.value.get("evidence", "")]) if uid]


def piece_of(box: Box, found: dict[str, Any]) -> Piece:
    """What is sealed or back in draft stays off the page, for its owner too: it is off for everyone."""
    items = [found[uid] for uid in uids_of(box) if uid in found and found[uid].is_shown]
    html = render_markdown(box.value["text"]) if box.kind == "text" else ""
    return Piece(box.kind, box.value, items, html)


def published(page: Any, request: HttpRequest) -> HttpResponse:
    """The live version, for whom the caller has let in."""
    member = member_of(request)
    shown = context(page, member)
    shown["who_sees"] = who_sees(request, "folio", page.folio)
    if page == page.folio:
        shown["comments"] = comments(request, "folio", page)
    elif member.pk:
        shown["comments_at"] = f"{page.folio.get_absolute_url()}#comments"
    response = render(request, "portfolios/folio_read.html", shown)
    if page.folio.audience != Audience.PUBLIC or member.pk is not None:
        return unlisted(response)
    if not page.folio.is_listed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-cache"
    return response


def preview(page: Any, request: HttpRequest, *, version: str) -> HttpResponse:
    """A version that only its owner sees; `version` says which in words."""
    shown = context(page, request.user) | {"version": version, "keeper_page": page}
    response = render(request, "portfolios/folio_read.html", shown)
    return unlisted(response)


def shared(request: HttpRequest, folio: Any, visitor: Any) -> HttpResponse:
    """The whole webfolio on one page, for whoever holds a link: its sections have no address of their own for them."""
    shown = context(folio, visitor)
    for section in shown.pop("sections"):
        first, *rest = leaves(boxes_of(section.body), visitor) or [Leaf()]
        shown["leaves"] += [Leaf(first.title or section.title, first.pieces), *rest]
    shown["who_sees"] = who_sees(request, "folio", folio, member=visitor)
    return render(request, "portfolios/folio_read.html", shown)


def context(page: Any, member: Any) -> dict[str, Any]:
    folio = page.folio
    return {
        "folio": folio,
        "folio_page": page,
        "keeper": folio.keeper,
        "letters": letters_of(folio.keeper),
        "sections": list(folio.sections.filter(live=True).in_order()),
        "leaves": leaves(boxes_of(page.body), member),
        "is_keeper": member.pk is not None and member.pk == folio.owner_id,
    }
