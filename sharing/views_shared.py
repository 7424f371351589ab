"""`/shared/…`: one item, read-only, for whoever holds a link to it, or for everybody while it is public."""

from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lib import throttles
from lib.addresses import client_address
from lib.unlisted import unlisted
from sharing import actions, kinds
from sharing.forms import PasscodeForm
from sharing.models import ShareLink
from sharing.shared_pages import PAGES
from sharing.visitors import Visitor, hold_link, holds

# Wrong passcodes in an hour: from one network, and for one link whoever tries it.
WRONG_HERE, WRONG_IN_ALL = 6, 60
HOUR = 60 * 60


@require_safe
@never_cache
def shared_open(request: HttpRequest, token: str) -> HttpResponse:
    """404 alike for a link that never was and an item that is private again; 410 for a link that is over."""
    link = link_of(token)
    if not link.is_open:
        return unlisted(render(request, "sharing/shared_over.html", {"owner": link.owner}, status=410))
    item, visitor = opened_by(link)
    if link.passcode and not holds(request, link):
        return passcode_page(request, link, PasscodeForm())
    hold_link(request, link)
    answer = unlisted(PAGES[link.kind](request, item, visitor))
    if request.method == "GET" and request.user.pk != link.owner_id:
        actions.count_view(link=link)
    return answer


@require_POST
@never_cache
def shared_passcode(request: HttpRequest, token: str) -> HttpResponse:
    """The right passcode opens the link in this browser until its session ends. Guessing becomes slow, then stops."""
    link = link_of(token)
    if not link.is_open or not link.passcode:
        return redirect("shared:shared_open", token=token)
    opened_by(link)
    form = PasscodeForm(request.POST)
    if not form.is_valid():
        return passcode_page(request, link, form, status=422)
    here, in_all = (f"passcode-{link.uid}", client_address(request)), ("passcode", str(link.uid))
    # Counted before it is compared, so that many sent at once are no more than as many one by one.
    if throttles.count(*here, seconds=HOUR) > WRONG_HERE or throttles.counted(*in_all) >= WRONG_IN_ALL:
        form.add_error("passcode", "There were too many wrong passcodes. Try again in an hour.")
        return passcode_page(request, link, form, status=429)
    if not check_password(form.cleaned_data["passcode"], link.passcode):
        throttles.count(*in_all, seconds=HOUR)
        form.add_error("passcode", f"This is not the passcode. If you do not have it, ask {link.owner}.")
        return passcode_page(request, link, form, status=422)
    throttles.forget(*here)
    if not request.user.is_authenticated:
        # Whoever left this session in the browser does not come in with it.
        request.session.cycle_key()
    hold_link(request, link)
    return redirect("shared:shared_open", token=token)


@require_safe
def item_open(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """An item that everyone may read, to somebody without a session; absent and private are one and the same 404."""
    item = kinds.find(kind, uid, Visitor())
    if item is None or kind not in PAGES:
        raise Http404
    if kind in kinds.WITH_OWN_DOOR:
        return redirect(kinds.public_address(kind, item))
    answer = unlisted(PAGES[kind](request, item, Visitor()))
    if item.is_findable:
        del answer.headers["X-Robots-Tag"]
    return answer


def link_of(token: str) -> ShareLink:
    link = ShareLink.objects.select_related("owner").filter(token=token).first()
    if link is None:
        raise Http404
    return link


def opened_by(link: ShareLink) -> tuple[object, Visitor]:
    """The item, and whoever holds the link to it; 404 while the item is closed to them."""
    visitor = Visitor(link_uids=frozenset({link.object_uid}))
    item = kinds.find(link.kind, link.object_uid, visitor)
    if item is None or link.kind not in PAGES:
        raise Http404
    return item, visitor


def passcode_page(
    request: HttpRequest, link: ShareLink, form: PasscodeForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "link": link}
    return unlisted(render(request, "sharing/shared_passcode.html", context, status=status))
