"""`/sitemap.xml`: what its owners let search engines list, and nothing else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sharing.queries import listed

# As many as the format allows in one file.
MOST = 50_000


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """404 where nothing is to be listed, as for an address that does not exist."""
    addresses = [request.build_absolute_uri(path) for path in listed(MOST)]
    if not addresses:
        raise Http404
    return render(request, "sharing/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
