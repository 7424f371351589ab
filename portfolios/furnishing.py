"""What a new institution's page tree holds for webfolios: the shelf, beside the home page and outside every site."""

from wagtail.models import Page

from portfolios.models import WebfolioShelf

TITLE = "Webfolios"


def furnish() -> WebfolioShelf:
    """The shelf, put up where it is missing."""
    shelf = WebfolioShelf.objects.first()
    if shelf is None:
        shelf = WebfolioShelf(title=TITLE, slug="webfolios", live=False)
        Page.get_first_root_node().add_child(instance=shelf)
    return shelf
