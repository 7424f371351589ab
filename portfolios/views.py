"""The owner's own screens: technicians never enter the Wagtail admin."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import allowed, require
from people.middleware import held_fields, writer_mark
from portfolios import actions, editing, reading
from portfolios.forms import SectionForm, Sheet
from portfolios.models import WebfolioPage, WebfolioSectionPage
from portfolios.queries import FolioPage, Offer, versions
from sharing.reach import panel as who_sees

keeps = allowed("portfolios.keep")


def writable(request: HttpRequest, uid: UUID) -> Any:
    """The page, if this person may see it (404) and write it (403)."""
    for model in (WebfolioPage, WebfolioSectionPage):
        if found := model.objects.visible_to(request.user).filter(uid=uid).first():
            require(request.user, "portfolios.write_folio", found)
            return found
    raise Http404


@require_safe
@keeps
def folio_home(request: HttpRequest) -> HttpResponse:
    """The webfolio at a glance: its pages, their state, and who can see it."""
    folio = actions.webfolio_of(owner=request.user)
    pages = [folio, *folio.sections.in_order().select_related("webfolio")]
    context = {"folio": folio, "pages": pages, "who_sees": who_sees(request, "folio", folio)}
    return render(request, "portfolios/folio_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def section_new(request: HttpRequest) -> HttpResponse:
    folio = actions.webfolio_of(owner=request.user)
    form = SectionForm(request.POST if request.method == "POST" else held_fields(request))
    if request.method == "POST" and form.is_valid():
        section = actions.add_section(webfolio=folio, title=form.cleaned_data["title"], actor=request.user)
        return redirect("portfolios:page_edit", uid=section.uid)
    context = {"form": form, "writer": writer_mark(request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "portfolios/section_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def page_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write a page block by block. The buttons beside a block answer with the form rearranged; saving checks it."""
    page, offer = writable(request, uid), Offer(request.user)
    if request.method != "POST":
        held = held_fields(request)
        return sheet_page(
            request, page, Sheet.after(held, offer=offer) if held else stored_sheet(page, offer)
        )
    if order := request.POST.get("order"):
        return sheet_page(request, page, Sheet.after(request.POST, offer=offer, order=order))
    sheet = Sheet.sent(request.POST, offer=offer)
    if not sheet.is_valid():
        return sheet_page(request, page, sheet, status=422)
    return keep(request, page, sheet)


def stored_sheet(page: FolioPage, offer: Offer) -> Sheet:
    draft = page.get_latest_revision_as_object()
    values = {"title": draft.title, "changed": page.changed_token}
    return Sheet.showing(values, editing.boxes_of(draft.body), offer=offer)


def sheet_page(
    request: HttpRequest, page: FolioPage, sheet: Sheet, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "folio_page": page,
        "sheet": sheet,
        "kinds": editing.KINDS,
        "writer": writer_mark(request.user),
        "is_section": isinstance(page, WebfolioSectionPage),
    }
    return render(request, "portfolios/page_edit.html", context | more, status=status)


def keep(request: HttpRequest, page: FolioPage, sheet: Sheet) -> HttpResponse:
    """Save the draft, and publish it if that was asked; a newer version is shown beside what was typed."""
    title, blocks = sheet.page_form.cleaned_data["title"], sheet.boxes()
    try:
        actions.save_draft(
            page=page,
            actor=request.user,
            title=title,
            blocks=blocks,
            changed=sheet.page_form.cleaned_data["changed"],
        )
    except actions.Stale as stale:
        return conflict(request, stale.stored, sheet)
    if request.POST.get("then") == "publish":
        actions.publish(page=page, actor=request.user)
        messages.success(request, f"{title} is published.", extra_tags=f"draft-saved:folio-{page.uid}")
        return redirect("portfolios:folio_home")
    messages.success(request, "Draft saved.", extra_tags=f"draft-saved:folio-{page.uid}")
    return redirect("portfolios:page_edit", uid=page.uid)


def conflict(request: HttpRequest, page: FolioPage, sheet: Sheet) -> HttpResponse:
    """Both versions side by side, and the form with what was typed, now based on the newer one."""
    draft = page.get_latest_revision_as_object()
    title = sheet.page_form.cleaned_data["title"]
    both = [
        ("Title", draft.title, title),
        ("On the page", editing.in_words(editing.boxes_of(draft.body)), editing.in_words(sheet.boxes())),
    ]
    rows = [
        {"label": label, "stored": stored, "yours": yours} for label, stored, yours in both if stored != yours
    ]
    again = Sheet.showing(
        {"title": title, "changed": page.changed_token}, sheet.boxes(), offer=Offer(request.user)
    )
    when = page.latest_revision_created_at
    return sheet_page(request, page, again, status=409, rows=rows, when=when)


@require_safe
@keeps
def page_preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = writable(request, uid)
    return reading.preview(
        page.get_latest_revision_as_object(), request, version="Your draft, as it would look"
    )


@require_POST
@keeps
def page_publish(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = actions.publish(page=writable(request, uid), actor=request.user)
    messages.success(request, f"{page.title} is published.")
    return redirect("portfolios:folio_home")


@require_POST
@keeps
def page_unpublish(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = actions.unpublish(page=writable(request, uid), actor=request.user)
    messages.success(request, f"{page.title} is unpublished: only you can see it.")
    return redirect("portfolios:folio_home")


@require_safe
@keeps
def page_history(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = writable(request, uid)
    numbered = [
        {"number": number, "when": version.created_at, "is_live": version.pk == page.live_revision_id}
        for number, version in enumerate(versions(page), start=1)
    ]
    context = {"folio_page": page, "versions": numbered[::-1], "latest": len(numbered)}
    return render(request, "portfolios/page_history.html", context)


@require_safe
@keeps
def page_version(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    page = writable(request, uid)
    kept = versions(page)
    if not 1 <= number <= len(kept):
        raise Http404
    return reading.preview(kept[number - 1].as_object(), request, version=f"Version {number} of {len(kept)}")


@require_POST
@keeps
def page_restore(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    page = writable(request, uid)
    try:
        actions.restore(page=page, number=number, actor=request.user)
    except IndexError:
        raise Http404 from None
    messages.success(
        request, f"Version {number} is your draft again. Nothing is published until you publish it."
    )
    return redirect("portfolios:page_edit", uid=page.uid)


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
