"""The journal as a list, one's own or that of someone who shows it."""

import re
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journals.forms import EntryFilter
from journals.models import Entry
from journals.querysets import EntryQuerySet
from lib.markup import plain_text
from people.access import PersonRequest, require, signed_in
from people.models import User
from sharing.deleted import just_deleted

PAGE = 20
LEAD = 220  # characters of an entry shown in the list
# A line of Markdown that heads others, without a mark at its end: on one line with them it needs one.
HEADING = re.compile(r"^(#{1,6}[ \t].*[^\s.:;!?#])[ \t\r#]*$", re.MULTILINE)


def owner_of_journal(request: PersonRequest) -> User:
    """Whose journal is asked for: one's own, or `?owner=<uid>` of someone who shows this member some of it; else 404."""
    asked = request.GET.get("owner")
    if not asked or asked == str(request.user.uid):
        require(request.user, "journals.keep")
        return request.user
    try:
        owner = User.objects.get(uid=UUID(asked))
    except (ValueError, User.DoesNotExist):
        raise Http404 from None
    if owner.pk not in request.user.supervised_ids and not journal_of(request, owner).exists():
        raise Http404
    return owner


def journal_of(request: PersonRequest, owner: User) -> EntryQuerySet:
    """The entries of that journal which this member may see."""
    return Entry.objects.visible_to(request.user).filter(owner=owner)


@require_safe
@signed_in
def entry_list(request: PersonRequest) -> HttpResponse:
    owner = owner_of_journal(request)
    is_own = owner == request.user
    found = EntryFilter(request.GET, queryset=journal_of(request, owner), request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    cleared = reverse("journals:entry_list") + ("" if is_own else f"?owner={owner.uid}")
    context = {
        "owner": owner,
        "is_own": is_own,
        "filter": found,
        "page": page,
        "rows": [row(entry) for entry in page],
        "clear_address": cleared if found.is_narrowed else "",
        "whose": "" if is_own else owner.uid,
        "deleted": just_deleted(Entry, request),
    }
    return render(request, "journals/entry_list.html", context, status=200 if found.form.is_valid() else 422)


def row(entry: Entry) -> dict:
    """The entry and its first words. Sealed words stay shut in a list."""
    words = plain_text(HEADING.sub(r"\1:", entry.body[: LEAD * 4]))
    return {"entry": entry, "lead": words if len(words) <= LEAD else f"{words[:LEAD].rsplit(' ', 1)[0]} …"}
