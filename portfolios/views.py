"""The owner's own screens: technicians never enter the Wagtail admin. Here the pages; editing has views of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.middleware import writer_mark
from people.sent import typed
from portfolios import actions
from portfolios.access import keeps, to_finish, writable
from portfolios.copying.queries import copied_to
from portfolios.models import WebfolioSectionPage
from portfolios.templating.actions import add_section_from, is_untouched
from portfolios.templating.forms import BeginForm, StartedSectionForm
from sharing.reach import panel as who_sees


@require_safe
@keeps
def folio_home(request: HttpRequest) -> HttpResponse:
    """The webfolio at a glance: its pages, their state, and who can see it."""
    folio = actions.webfolio_of(owner=request.user)
    pages = [folio, *folio.sections.in_order().select_related("webfolio")]
    context = {
        "folio": folio,
        "pages": pages,
        "who_sees": who_sees(request, "folio", folio),
        "begin": BeginForm(person=request.user) if is_untouched(folio) else None,
        "was_copied_to": copied_to(request.user).exists(),
    }
    return render(request, "portfolios/folio_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def section_new(request: HttpRequest) -> HttpResponse:
    folio = actions.webfolio_of(owner=request.user)
    form = StartedSectionForm(typed(request), person=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"webfolio": folio, "title": form.cleaned_data["title"], "actor": request.user}
        page = form.cleaned_data["start"]
        section = add_section_from(**given, page=page) if page else actions.add_section(**given)
        return redirect("portfolios:page_edit", uid=section.uid)
    context = {"form": form, "writer": writer_mark(request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "portfolios/section_new.html", context, status=status)


@require_POST
@keeps
def page_publish(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = writable(request, uid)
    if unfinished := to_finish(request, page):
        return unfinished
    page = actions.publish(page=page, actor=request.user)
    messages.success(request, f"{page.title} is published.")
    return redirect("portfolios:folio_home")


@require_POST
@keeps
def page_unpublish(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = actions.unpublish(page=writable(request, uid), actor=request.user)
    messages.success(request, f"{page.title} is unpublished: only you can see it.")
    return redirect("portfolios:folio_home")


@require_POST
@keeps
def section_move(request: HttpRequest, uid: UUID) -> HttpResponse:
    section = section_of(request, uid)
    by = -1 if request.POST.get("to") == "up" else 1
    actions.move_section(section=section, by=by, actor=request.user)
    return redirect("portfolios:folio_home")


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def section_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    section = section_of(request, uid)
    if request.method != "POST":
        return render(request, "portfolios/section_remove.html", {"section": section})
    actions.remove_section(section=section, actor=request.user)
    messages.success(request, f"{section.title} is removed.")
    return redirect("portfolios:folio_home")


def section_of(request: HttpRequest, uid: UUID) -> WebfolioSectionPage:
    """A section; the first page of a webfolio neither moves nor goes."""
    page = writable(request, uid)
    if not isinstance(page, WebfolioSectionPage):
        raise Http404
    return page
