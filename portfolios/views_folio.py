"""A webfolio as others see it. Absent, unpublished and closed to the reader are one and the same 404."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portfolios.models import WebfolioPage, WebfolioSectionPage


@require_safe
def folio_read(request: HttpRequest, slug: str) -> HttpResponse:
    page = WebfolioPage.objects.filter(slug=slug).select_related("keeper__job_title", "keeper__unit").first()
    if page is None:
        raise Http404
    return page.serve(request)


@require_safe
def section_read(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    page = (
        WebfolioSectionPage.objects.filter(slug=section, webfolio__slug=slug)
        .select_related("webfolio__keeper__job_title", "webfolio__keeper__unit")
        .first()
    )
    if page is None:
        raise Http404
    return page.serve(request)
