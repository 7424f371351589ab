"""Unsealing an entry: an act of its own, asked once more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from journals import actions
from journals.models import Entry
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import unkept
from sharing.sealing import unseal_page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def entry_unseal(request: PersonRequest, uid: UUID) -> HttpResponse:
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    if not entry.sealed:
        return redirect(entry)
    if request.method != "POST":
        return unkept(unseal_page(request, entry, kind="entry"))
    actions.unseal_entry(entry=entry, actor=request.user)
    messages.success(request, "The entry is not sealed any more.")
    return redirect(entry)
