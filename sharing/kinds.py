"""The register of item kinds: a word ("entry", "activity" …) and its model. Each room adds its own in `ready()`.

Whoever refers to an item of another room stores (kind, uid) and asks here for it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

if TYPE_CHECKING:
    # Comments ask this register for what they are about: the models come second.
    from sharing.models import Item

KINDS: dict[str, "type[Item]"] = {}
# Those whose pages show what is said about them (`threads.panel`).
COMMENTED: set[str] = set()
# Those whose own address opens to people without an account; the others' public page is `/shared/<kind>/<uid>/`.
WITH_OWN_DOOR: set[str] = set()


def register(kind: str, model: "type[Item]", *, commented: bool = False, own_door: bool = False) -> None:
    KINDS[kind] = model
    if commented:
        COMMENTED.add(kind)
    if own_door:
        WITH_OWN_DOOR.add(kind)


def noun(kind: str) -> str:
    """What one of these is called, in lower case: "entry", "webfolio page"."""
    return str(KINDS[kind]._meta.verbose_name)


def public_address(kind: str, item: Any) -> str:
    """Where somebody without an account reads the item while it is public."""
    return (
        item.get_absolute_url()
        if kind in WITH_OWN_DOOR
        else reverse("shared:item_open", args=[kind, item.uid])
    )


def find(kind: str, uid: UUID | str, member: Any) -> "Item | None":
    """The item, if this member may read it; None for an unknown kind or uid alike."""
    model = KINDS.get(kind)
    return model.objects.visible_to(member).filter(uid=uid).first() if model else None


def find_many(kind: str, uids: Iterable[str], member: Any) -> "dict[str, Item]":
    """Those of the items that this member may read, by uid as text: one query, whatever their number."""
    model, wanted = KINDS.get(kind), set(uids)
    if model is None or not wanted:
        return {}
    return {str(item.uid): item for item in model.objects.visible_to(member).filter(uid__in=wanted)}
