"""A page of a template, written with the same blocks as a page of a webfolio."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.access import PersonRequest, signed_in
from people.middleware import held_fields, writer_mark
from portfolios.forms import Sheet
from portfolios.queries import Offer
from portfolios.templating import actions
from portfolios.templating.cleaning import WORDY, boxes_in
from portfolios.templating.models import TemplatePage
from portfolios.templating.views import page_of
from sharing.refusals import Stale


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_page_edit(request: PersonRequest, uid: UUID, page: UUID) -> HttpResponse:
    """The buttons beside a block answer with the form rearranged; saving checks it."""
    found, offer = page_of(request, uid, page), Offer(request.user)
    if request.method != "POST":
        held = held_fields(request)
        sheet = Sheet.after(held, offer=offer) if held else stored_sheet(found, offer)
        return sheet_page(request, found, sheet)
    if order := request.POST.get("order"):
        return sheet_page(request, found, Sheet.after(request.POST, offer=offer, order=order))
    sheet = Sheet.sent(request.POST, offer=offer)
    if not sheet.is_valid():
        return sheet_page(request, found, sheet, status=422)
    return keep(request, found, sheet)


def stored_sheet(page: TemplatePage, offer: Offer) -> Sheet:
    values = {"title": page.title, "changed": page.changed_token}
    return Sheet.showing(values, boxes_in(page.body), offer=offer)


def sheet_page(
    request: PersonRequest, page: TemplatePage, sheet: Sheet, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "template": page.template,
        "page": page,
        "sheet": sheet,
        "kinds": WORDY,
        "writer": writer_mark(request.user),
    }
    return render(request, "portfolios/template_page_edit.html", context | more, status=status)


def keep(request: PersonRequest, page: TemplatePage, sheet: Sheet) -> HttpResponse:
    """Save it; over a newer version, what was typed comes back with a word of that, based on the newer one."""
    given = sheet.page_form.cleaned_data
    try:
        actions.save_template_page(
            page=page,
            actor=request.user,
            title=given["title"],
            blocks=sheet.boxes(),
            changed=given["changed"],
        )
    except Stale as stale:
        values = {"title": given["title"], "changed": stale.stored.changed_token}
        again = Sheet.showing(values, sheet.boxes(), offer=Offer(request.user))
        newer = [(box.label, box.value.get("text", "")) for box in boxes_in(stale.stored.body)]
        return sheet_page(request, page, again, status=409, newer=newer)
    tags = f"draft-saved:template-page-{page.uid}"
    messages.success(request, f"{given['title']} is saved.", extra_tags=tags)
    return redirect(page.template)
