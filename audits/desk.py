"""The door of the desk: a link leads to one handed pack or to one plain page, and nobody keeps what it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from audits.models import Handing
from audits.queries import handing_by_token
from lib.unlisted import unlisted
from sharing.visitors import Visitor

DeskView = Callable[..., HttpResponseBase]


def at_desk(view: DeskView) -> DeskView:
    """Give the view the handing that its link opens, and who came by it as `request.member`."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        handing = handing_by_token(token)
        request.member = member_at(request, handing)  # type: ignore[attr-defined]
        found = handing and Handing.objects.visible_to(request.member).filter(pk=handing.pk).exists()  # type: ignore[attr-defined]
        return unlisted(view(request, handing, token=token, **more) if found else closed(request))

    return guarded


def member_at(request: HttpRequest, handing: Handing | None) -> Any:
    """Whoever holds the link: a person signed in here stays themselves, everyone else is a visitor."""
    opened = frozenset({handing.uid}) if handing else frozenset()
    if not request.user.is_authenticated:
        return Visitor(link_uids=opened)
    request.user.link_uids = opened
    return request.user


def closed(request: HttpRequest) -> HttpResponse:
    """One page for a wrong, a replaced, a closed and an expired link, and for one that never was."""
    return render(request, "audits/desk_closed.html", status=404)
