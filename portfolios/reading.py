"""A page as its reader sees it: blocks gathered under their headings, with the items that this reader may read."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from lib.identifiers import doi_address, orcid_address
from lib.markup import render_markdown
from lib.unlisted import unlisted
from portfolios import tables
from portfolios.editing import SHOWS, Box, boxes_of
from portfolios.embeds import site_of
from portfolios.finding import items_of
from portfolios.pages import OPEN
from registers.queries import letters_of
from sharing.models import Audience
from sharing.reach import panel as who_sees
from sharing.threads import panel as comments
from sharing.visitors import member_of

# Blocks whose `text` is Markdown.
MARKED_UP = {"text", "profile", "post"}


@dataclass(frozen=True)
class Piece:
    """One block, ready to show. `items` are those of its items that the reader may read."""

    kind: str
    value: dict[str, Any]
    items: list[Any] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"portfolios/pieces/{self.kind}.html"

    @property
    def html(self) -> SafeString | str:
        return (
            render_markdown(self.value["text"]) if self.kind in MARKED_UP and self.value.get("text") else ""
        )

    @property
    def rows(self) -> list[list[str]]:
        return tables.rows_of(self.value["text"])

    @property
    def skills(self) -> list[tuple[str, str]]:
        """(name, what is said of it) of each line."""
        lines = (line.strip().removeprefix("-").strip() for line in self.value["text"].splitlines())
        return [
            (name.strip(), said.strip()) for name, _, said in (line.partition(":") for line in lines if line)
        ]

    @property
    def site(self) -> str:
        return site_of(self.value["url"], settings.EMBED_SITES)

    @property
    def address(self) -> str:
        """Where the iD or the DOI leads."""
        if self.value.get("doi"):
            return doi_address(self.value["doi"])
        return orcid_address(self.value["orcid"]) if self.value.get("orcid") else ""

    @property
    def pictures(self) -> list[Any]:
        return [one for one in self.items if one.is_picture]

    @property
    def files(self) -> list[Any]:
        return [one for one in self.items if not one.is_picture]

    @property
    def is_empty(self) -> bool:
        """Nothing in it that can be shown: a draft half written, or items that this reader may not read."""
        if self.kind in SHOWS:
            return not self.items
        return not any(self.value.get(name) for name in ("text", "title", "role"))


@dataclass
class Leaf:
    """What stands beside one heading in the margin; the first may have none."""

    title: str = ""
    pieces: list[Piece] = field(default_factory=list)


def leaves(boxes: list[Box], member: Any, *, owner_id: int) -> list[Leaf]:
    """The page's blocks under their headings, with the owner's items that this member may read."""
    items = items_of(boxes, member, owner_id=owner_id)
    gathered = [Leaf()]
    for box in boxes:
        if box.kind == "heading":
            gathered.append(Leaf(box.value["text"]))
            continue
        kind = box.value["of"] if box.kind == "latest" else box.kind
        piece = Piece(kind, box.value, items.get(box.id, []))
        if not piece.is_empty:
            gathered[-1].pieces.append(piece)
    return [leaf for leaf in gathered if leaf.title or leaf.pieces]


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
        first, *rest = leaves(boxes_of(section.body), visitor, owner_id=folio.owner_id) or [Leaf()]
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
        "sections": list(folio.sections.filter(OPEN).in_order()),
        "leaves": leaves(boxes_of(page.body), member, owner_id=folio.owner_id),
        "is_keeper": member.pk is not None and member.pk == folio.owner_id,
    }
