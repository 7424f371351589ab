"""Writing a page: the form and its buttons, saving by the button and while somebody types, two tabs, the preview."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.problems import errors_of
from people.middleware import held_fields, writer_mark
from portfolios import actions, editing, reading
from portfolios.access import keeps, to_finish, writable
from portfolios.comparing import clash_rows
from portfolios.forms import Sheet
from portfolios.models import WebfolioSectionPage
from portfolios.queries import FolioPage, Offer, draft_of, version_begun_from
from portfolios.taking import with_stored
from portfolios.wording import wording_for


@require_http_methods(["GET", "HEAD", "POST"])
@keeps
def page_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write a page block by block. The buttons beside a block answer with the form rearranged; saving checks it."""
    page, offer = writable(request, uid), Offer(request.user)
    if request.method != "POST":
        if held := held_fields(request):
            return sheet_page(request, page, Sheet.after(held, offer=offer), is_unsaved=True)
        return sheet_page(request, page, stored_sheet(page, offer))
    sent = with_stored(request.POST, lambda changed: version_begun_from(page, changed))
    if order := sent.get("order"):
        return sheet_page(request, page, Sheet.after(sent, offer=offer, order=order), is_unsaved=True)
    sheet = Sheet.sent(sent, offer=offer)
    if not sheet.is_valid():
        return sheet_page(request, page, sheet, status=422)
    return keep(request, page, sheet)


def stored_sheet(page: FolioPage, offer: Offer) -> Sheet:
    draft = draft_of(page)
    values = {"title": draft.title, "changed": page.changed_token}
    return Sheet.showing(values, draft.boxes, offer=offer)


def sheet_page(
    request: HttpRequest, page: FolioPage, sheet: Sheet, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "folio_page": page,
        "sheet": sheet,
        "groups": editing.GROUPS,
        "writer": writer_mark(request.user),
        "is_section": isinstance(page, WebfolioSectionPage),
    }
    return render(request, "portfolios/page_edit.html", context | more, status=status)


def keep(request: HttpRequest, page: FolioPage, sheet: Sheet) -> HttpResponse:
    """Save the draft, together with what was saved elsewhere meanwhile, and publish or show it if that was asked."""
    typed, changed = sheet.typed_page(), sheet.page_form.cleaned_data["changed"]
    try:
        saved, elsewhere = actions.merge_draft(page=page, actor=request.user, typed=typed, changed=changed)
    except actions.Clashing as clashing:
        return conflict(request, clashing)
    also = " What was changed elsewhere meanwhile is in it too." if elsewhere else ""
    tags = f"draft-saved:folio-{page.uid}"
    if request.POST.get("then") == "publish":
        if unfinished := to_finish(request, saved):
            return unfinished
        actions.publish(page=saved, actor=request.user)
        messages.success(request, f"{typed.title} is published.{also}", extra_tags=tags)
        return redirect("portfolios:folio_home")
    messages.success(request, f"Draft saved.{also}", extra_tags=tags)
    to = "page_preview" if request.POST.get("then") == "preview" else "page_edit"
    return redirect(f"portfolios:{to}", uid=page.uid)


def conflict(request: HttpRequest, clashing: actions.Clashing) -> HttpResponse:
    """What clashes side by side, and the form with both edits in it, now based on the newer version."""
    page, result = clashing.stored, clashing.merged
    wording = wording_for([draft_of(page), result.sheetful], request.user)
    values = {"title": result.sheetful.title, "changed": page.changed_token}
    again = Sheet.showing(values, result.sheetful.boxes, offer=Offer(request.user))
    rows = clash_rows(result.clashes, wording)
    return sheet_page(request, page, again, status=409, rows=rows, when=page.latest_revision_created_at)


@require_POST
@keeps
def page_autosave(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Save what is typed as a draft; answers its new `changed` token. It never publishes and never puts two edits together.

    422 with errors; 409 when the page was changed elsewhere: the button compares the two.
    """
    page = writable(request, uid)
    sheet = Sheet.sent(request.POST, offer=Offer(request.user), unfinished=True)
    if not sheet.is_valid():
        return JsonResponse(
            {"errors": [problem for form in sheet.forms for problem in errors_of(form)]}, status=422
        )
    typed = sheet.typed_page()
    try:
        page = actions.save_draft(
            page=page,
            actor=request.user,
            title=typed.title or draft_of(page).title,
            blocks=typed.boxes,
            changed=sheet.page_form.cleaned_data["changed"],
            sketch=True,
        )
    except actions.Stale as stale:
        return JsonResponse({"errors": [{"field": "changed", "message": str(stale)}]}, status=409)
    saved = timezone.localtime(page.latest_revision_created_at)
    return JsonResponse({"changed": page.changed_token, "saved": f"Draft saved {saved:%H:%M}"})


@require_safe
@keeps
def page_preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = writable(request, uid)
    return reading.preview(
        page.get_latest_revision_as_object(), request, version="Your draft, as it would look"
    )
