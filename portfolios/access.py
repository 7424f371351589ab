"""The guards of the owner's screens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from people.access import allowed, require
from portfolios.forms import wanting
from portfolios.models import WebfolioPage, WebfolioSectionPage
from portfolios.queries import FolioPage, draft_of

keeps = allowed("portfolios.keep")


def writable(request: HttpRequest, uid: UUID) -> Any:
    """The page, if this person may see it (404) and write it (403)."""
    for model in (WebfolioPage, WebfolioSectionPage):
        if found := model.objects.visible_to(request.user).filter(uid=uid).first():
            require(request.user, "portfolios.write_folio", found)
            return found
    raise Http404


def to_finish(request: HttpRequest, page: FolioPage) -> HttpResponse | None:
    """Back to the form, saying which blocks still lack what a reader needs; None for a draft that can be published."""
    lacking = wanting(draft_of(page).boxes)
    if not lacking:
        return None
    messages.error(request, f"Finish this first, then publish: {'; '.join(lacking)}.")
    return redirect("portfolios:page_edit", uid=page.uid)
