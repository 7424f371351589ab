"""Someone without an account: sees what is public, and what the links they hold open.

A link opened in a browser is remembered in its session, so that the pictures and files of what it opens are found at
their own addresses. Whether it still opens anything is asked each time.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from sharing.models import ShareLink

HELD_LINKS = "share_links"
MOST_HELD = 20


@dataclass(frozen=True)
class Visitor:
    """The member's interface for whoever is not signed in."""

    link_uids: frozenset[UUID] = frozenset()
    pk: None = None
    roles: frozenset[str] = frozenset()
    supervised_ids: frozenset[int] = frozenset()
    is_authenticated: bool = False
    has_left: bool = False

    def has_role(self, *roles: str) -> bool:
        return False


def member_of(request: HttpRequest) -> Any:
    """The signed-in person, or a visitor; either with what the links opened in this browser still open.

    Where an owner looks as somebody else (`sharing.looking`), it is that other, and nothing of the owner's browser.
    """
    if look := getattr(request, "looking_as", None):
        return look.member
    opened = held_uids(request)
    if not request.user.is_authenticated:
        return Visitor(link_uids=opened)
    request.user.link_uids = opened
    return request.user


def held_uids(request: HttpRequest) -> frozenset[UUID]:
    keys = request.session.get(HELD_LINKS)
    if not keys:
        return frozenset()
    tokens = [key.partition(":")[0] for key in keys]
    held = ShareLink.objects.filter(token__in=tokens, revoked_at=None, expires_on__gte=timezone.localdate())
    return frozenset(link.object_uid for link in held if link.key in keys)


def holds(request: HttpRequest, link: ShareLink) -> bool:
    """Whether it was opened in this browser's session before, with the passcode it has now if it has one."""
    return link.key in request.session.get(HELD_LINKS, [])


def hold_link(request: HttpRequest, link: ShareLink) -> None:
    """Remember in this browser's session that the link was opened here."""
    held = request.session.get(HELD_LINKS, [])
    if link.key not in held:
        others = [key for key in held if key.partition(":")[0] != link.token]
        request.session[HELD_LINKS] = [*others, link.key][-MOST_HELD:]
