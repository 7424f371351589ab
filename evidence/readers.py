"""Who reads a piece of evidence besides its owner: whoever reads something it is attached to.

Items of a webfolio are asked by their own `visible_to`; another room whose things carry evidence registers a
reader: (member) -> the uids, as a queryset of one column, of the things of its kind that this member may read.
A kind may have several readers: what one of them lets in may be read.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from sharing import kinds

READERS: dict[str, list[Callable[[Any], QuerySet]]] = {}
# Kinds of things that never change: what hangs on one stays the version that was handed in with it.
FROZEN: set[str] = set()


def register(kind: str, uids_for: Callable[[Any], QuerySet], *, frozen: bool = False) -> None:
    READERS.setdefault(kind, []).append(uids_for)
    if frozen:
        FROZEN.add(kind)


def attachments_open_to(member: Any) -> Q:
    """Attachments to things this member may read."""
    opened = Q(pk=None)
    for kind, model in kinds.KINDS.items():
        opened |= Q(kind=kind, object_uid__in=model.objects.visible_to(member).order_by().values("uid"))
    for kind, readers in READERS.items():
        for uids_for in readers:
            opened |= Q(kind=kind, object_uid__in=uids_for(member))
    return opened
