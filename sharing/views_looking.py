"""The owner sees an item as others do."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import PersonRequest, signed_in
from sharing import looking
from sharing.views import shareable


@require_safe
@signed_in
def item_as(request: PersonRequest, kind: str, uid: UUID) -> HttpResponseBase:
    """`?who=` says as whom. A bar on top says so too, and no form in the page can be sent."""
    item = shareable(request, kind, uid)
    if kind not in looking.READERS:
        raise Http404
    looks = looking.looks_at(item)
    wanted = request.GET.get("who", looks[0].value)
    look = next((one for one in looks if one.value == wanted), None)
    if look is None:
        raise Http404
    request.looking = bar(request, kind, item, looks=looks, look=look)  # type: ignore[attr-defined]
    try:
        answer = looking.seen(request, kind, uid=uid, look=look)
    except Http404:
        answer = render(request, "sharing/sees_nothing.html", {"look": look, "item": item})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def bar(
    request: PersonRequest, kind: str, item: Any, *, looks: list[looking.Look], look: looking.Look
) -> dict[str, Any]:
    """What the bar on top needs; it is the owner's, whoever the page below is for."""
    return {"kind": kind, "item": item, "looks": looks, "look": look, "theme": request.user.theme}
