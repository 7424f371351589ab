"""Someone without an account: sees what is public, and what the link they hold opens."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest


@dataclass(frozen=True)
class Visitor:
    """The member's interface for whoever is not signed in."""

    link_uids: frozenset[UUID] = frozenset()
    pk: None = None
    roles: frozenset[str] = frozenset()
    supervised_ids: frozenset[int] = frozenset()
    is_authenticated: bool = False

    def has_role(self, *roles: str) -> bool:
        return False


def member_of(request: HttpRequest) -> Any:
    """The signed-in person, or a visitor with nothing in hand."""
    return request.user if request.user.is_authenticated else Visitor()
