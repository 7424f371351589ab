"""Pages that show a piece of evidence, for its owner's library: drafts too."""

from evidence import uses
from evidence.models import Evidence
from portfolios import editing
from portfolios.models import WebfolioPage, WebfolioSectionPage


def pages_with(piece: Evidence) -> list[uses.Use]:
    """The owner's pages whose published or latest body has it. One query to each kind of page."""
    sections = WebfolioSectionPage.objects.filter(webfolio__keeper_id=piece.owner_id)
    pages = [
        *WebfolioPage.objects.filter(keeper_id=piece.owner_id).select_related("latest_revision"),
        *sections.in_order().select_related("latest_revision", "webfolio"),
    ]
    return [
        uses.Use("Webfolio page", page.title, page.get_absolute_url())
        for page in pages
        if str(piece.uid) in _named(page)
    ]


def _named(page: WebfolioPage | WebfolioSectionPage) -> set[str]:
    bodies = [page.body]
    if page.latest_revision:
        # A version read as a page would ask for that page and its parent once more.
        body = page._meta.get_field("body")
        bodies.append(body.to_python(page.latest_revision.content["body"]))
    return set().union(*(editing.evidence_named(editing.boxes_of(body)) for body in bodies))


def register() -> None:
    uses.register(pages_with, instead_of=["folio"])
