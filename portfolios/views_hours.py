"""When a page is published and when it closes, by the institution's clock."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.middleware import held_fields, writer_mark
from portfolios.access import keeps, to_finish, writable
from portfolios.forms_hours import HoursForm, hours_shown
from portfolios.hours import set_hours


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def page_hours(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Publish the saved draft later, close the page later, or take either back by an empty box."""
    page = writable(request, uid)
    if request.method != "POST":
        held = held_fields(request)
        return hours_page(request, page, HoursForm(initial=held.dict() if held else hours_shown(page)))
    form = HoursForm(request.POST)
    if not form.is_valid():
        return hours_page(request, page, form, status=422)
    opens_at, closes_at = form.hours()
    if opens_at and (unfinished := to_finish(request, page)):
        return unfinished
    set_hours(page=page, actor=request.user, opens_at=opens_at, closes_at=closes_at)
    said = (
        "keeps the hours you gave"
        if opens_at or closes_at
        else "has no hours: it opens and closes when you say"
    )
    messages.success(request, f"{page.draft_title or page.title} {said}.")
    return redirect("portfolios:folio_home")


def hours_page(request: HttpRequest, page: object, form: HoursForm, *, status: int = 200) -> HttpResponse:
    context = {"folio_page": page, "form": form, "writer": writer_mark(request.user)}
    return render(request, "portfolios/page_hours.html", context, status=status)
