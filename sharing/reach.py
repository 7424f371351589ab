"""Who can see an item, on its own page: for its owner with what follows from it, for a reader with a way to report it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from sharing.models import Audience
from sharing.queries import links_of, people_named
from sharing.readers import readers_of
from sharing.visitors import member_of


def panel(request: HttpRequest, kind: str, item: Any, *, member: Any = None) -> str:
    """Safe HTML for whoever asks, or for `member`. It asks for names and links only where the audience makes them count."""
    member = member or member_of(request)
    is_owner = member.pk is not None and member.pk == item.owner_id
    context = {
        "kind": kind,
        "item": item,
        "is_owner": is_owner,
        "readers": readers_of(item, member) if member.pk else "",
        "looking": getattr(request, "looking", None),
    }
    if is_owner:
        if item.audience == Audience.NAMED:
            context["named"] = [str(grant.person) for grant in people_named(item)]
        if item.audience == Audience.LINK:
            context["open_links"] = sum(link.is_open for link in links_of(item.owner, [item.uid]))
    return render_to_string("sharing/who_sees.html", context, request=request)
