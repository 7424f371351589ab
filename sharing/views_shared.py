"""`/shared/<token>/`: one item, read-only, for whoever holds the link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lib.unlisted import unlisted
from sharing import actions, kinds
from sharing.models import ShareLink
from sharing.shared_pages import PAGES
from sharing.visitors import Visitor, hold_link


@require_safe
@never_cache
def shared_open(request: HttpRequest, token: str) -> HttpResponse:
    """404 alike for a link that never was and an item that is private again; 410 for a link that is over."""
    link = ShareLink.objects.select_related("owner").filter(token=token).first()
    if link is None:
        raise Http404
    if not link.is_open:
        answer = render(request, "sharing/shared_over.html", {"owner": link.owner}, status=410)
    else:
        visitor = Visitor(link_uids=frozenset({link.object_uid}))
        item = kinds.find(link.kind, link.object_uid, visitor)
        if item is None or link.kind not in PAGES:
            raise Http404
        hold_link(request, link)
        answer = PAGES[link.kind](request, item, visitor)
        if request.method == "GET" and request.user.pk != link.owner_id:
            actions.count_view(link=link)
    return unlisted(answer)
