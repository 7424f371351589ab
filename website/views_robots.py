"""`/robots.txt` of an institution: its own published pages, and what its owners let search engines list."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from lib.robots import robots_txt
from sharing.queries import listed

# So many, and the file stays within what search engines read of one (500 KiB).
MOST = 5_000
# A webfolio's further pages stand beneath its address; beneath any other item's stand its owner's screens.
FOLIOS = "/folio/"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing that its owner has not opened to everyone and to search engines is named, and no address with a key."""
    items = listed(MOST)
    rules = [path if path.startswith(FOLIOS) else f"{path}$" for path in [*site_paths(request), *items]]
    if not items:
        return robots_txt(rules)
    path = reverse("sitemap")
    return robots_txt([*rules, path], sitemap=request.build_absolute_uri(path))


def site_paths(request: HttpRequest) -> list[str]:
    """Of the institution's own pages that are published, and kept by no password."""
    site = Site.find_for_request(request)
    pages = site.root_page.get_descendants(inclusive=True).live().public()[:MOST]
    return [urlsplit(page.get_url(request)).path for page in pages]
