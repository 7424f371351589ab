"""Pages that show a piece of evidence, for its owner's library: drafts too."""

from evidence import uses
from evidence.models import Evidence
from portfolios import editing
from portfolios.models import WebfolioPage, WebfolioSectionPage


def pages_with(piece: Evidence) -> list[uses.Use]:
    """The owner's pages whose published or latest body has it. One query to each kind of page."""
    pages = [
        *WebfolioPage.objects.filter(keeper_id=piece.owner_id).select_related("latest_revision"),
        *WebfolioSectionPage.objects.filter(webfolio__keeper_id=piece.owner_id).select_related(
            "latest_revision"
        ),
    ]
    return [
        uses.Use("Webfolio page", page.title, page.get_absolute_url())
        for page in pages
        if str(piece.uid) in _named(page)
    ]


def _named(page: WebfolioPage | WebfolioSectionPage) -> set[str]:
    bodies = [page.body]
    if page.latest_revision:
        bodies.append(page.latest_revision.as_object().body)
    return set().union(*(editing.evidence_named(editing.boxes_of(body)) for body in bodies))


def register() -> None:
    uses.register(pages_with, instead_of=["folio"])
