"""Seeing an item as somebody else does: the room's own page, given a request whose person has exactly their rights.

Nothing is drawn for the purpose, so it cannot show what they would not see. Each room registers in `ready()` the view
that shows one of its items to somebody signed in; without an account people read `shared_pages`.
"""

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase

from people.models import Pair, User
from people.models.accounts import Role
from sharing import kinds
from sharing.queries import people_named
from sharing.shared_pages import PAGES
from sharing.visitors import Visitor

# (request, uid) -> the page of one item.
Reader = Callable[..., HttpResponseBase]
READERS: dict[str, Reader] = {}
# No account has it: this colleague owns nothing, is named nowhere and supervises nobody.
NOBODY = -1
COLLEAGUE, BY_LINK, PUBLIC = "colleague", "link", "public"


@dataclass(frozen=True)
class Look:
    """`member` is a User or a Visitor, whose rights decide; `value` is its key in an address, `words` its name."""

    value: str
    words: str
    member: Any


def register(kind: str, reader: Reader) -> None:
    READERS[kind] = reader


def looks_at(item: Any) -> list[Look]:
    """Everyone as whom the owner may look at it: each supervisor and each person named, and three that stand for many."""
    pairs = Pair.objects.live().filter(technician_id=item.owner_id).select_related("supervisor")
    near = [("supervisor", pair.supervisor, "your supervisor") for pair in pairs]
    near += [("named", grant.person, "whom you named") for grant in people_named(item)]
    found = [Look(f"{side}-{one.uid}", f"{one}, {words}", one) for side, one, words in near]
    return [
        *found,
        Look(COLLEAGUE, "A colleague here", a_colleague()),
        Look(BY_LINK, "Somebody who holds a link to it", Visitor(link_uids=frozenset({item.uid}))),
        Look(PUBLIC, "Anybody, without an account", Visitor()),
    ]


def a_colleague() -> User:
    """A technician of the institution who is nobody in particular."""
    someone = User(pk=NOBODY, uid=uuid.uuid4(), first_name="A", last_name="colleague")
    someone.__dict__ |= {"roles": frozenset({Role.TECHNICIAN.value}), "supervised_ids": frozenset()}
    return someone


def seen(request: HttpRequest, kind: str, *, uid: UUID, look: Look) -> HttpResponseBase:
    """What they get. Raises Http404 where they get nothing."""
    as_them = copy.copy(request)
    as_them.user = look.member if look.member.pk else AnonymousUser()
    as_them.looking_as = look
    as_them.user.is_looked_as = True
    if look.member.pk or (look.value == PUBLIC and kind in kinds.WITH_OWN_DOOR):
        return READERS[kind](as_them, uid=uid)
    item = kinds.find(kind, uid, look.member)
    if item is None:
        raise Http404
    return PAGES[kind](as_them, item, look.member)
