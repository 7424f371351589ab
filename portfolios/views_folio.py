"""A webfolio as others see it. Absent, unpublished and closed to the reader are one and the same 404."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portfolios.models import WebfolioPage, WebfolioSectionPage


@require_safe
def folio_read(request: HttpRequest, slug: str) -> HttpResponse:
    found = WebfolioPage.objects.with_marks().filter(slug=slug)
    page = found.select_related("keeper__job_title", "keeper__unit").first()
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


def folio_seen(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The webfolio by its uid, `?page=` for a section of it: for its owner, who looks as somebody else."""
    page = WebfolioPage.objects.filter(uid=uid).first()
    if page is None:
        raise Http404
    section = request.GET.get("page")
    return section_read(request, page.slug, section) if section else folio_read(request, page.slug)
