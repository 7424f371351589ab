"""What a collection opens besides itself: the files and links attached to the entries and activities in it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from portfolios.collecting.models import Collection, CollectionPiece
from sharing.models import Hidden


def uids_in(kind: str, model: Any) -> Callable[[Any], QuerySet]:
    """For `evidence.readers`: (member) -> uids of this kind in collections that the member may read.

    Never a draft, a sealed item or one that an admin hides, whatever was put in.
    """

    def uids_for(member: Any) -> QuerySet:
        collections = Collection.objects.visible_to(member).order_by().values("pk")
        pieces = CollectionPiece.objects.filter(kind=kind, collection__in=collections)
        shown = model.objects.alive().filter(model.objects.all().shown)
        shown = shown.exclude(uid__in=Hidden.objects.values("object_uid"))
        return shown.order_by().filter(uid__in=pieces.order_by().values("object_uid")).values("uid")

    return uids_for
