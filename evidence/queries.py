"""Reads of evidence: always one query, however many things are asked about."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from evidence.models import Attachment, Evidence


def attached(kind: str, uids: Iterable[UUID]) -> dict[UUID, list[Evidence]]:
    """The evidence on each of these things, oldest first; a thing without any is missing.

    The caller has already found that the reader may read the things, and so what hangs on them.
    """
    found: dict[UUID, list[Evidence]] = {}
    rows = Attachment.objects.filter(kind=kind, object_uid__in=list(uids), evidence__deleted_at=None)
    for row in rows.select_related("evidence"):
        found.setdefault(row.object_uid, []).append(row.evidence)
    return found


def attached_to(kind: str, thing: Any) -> list[Evidence]:
    """The evidence on one thing, oldest first."""
    return attached(kind, [thing.uid]).get(thing.uid, [])


def files_and_links(kind: str, thing: Any) -> list[Evidence]:
    """As `attached_to`, for whoever may read this one thing alone: without references to other items."""
    return [piece for piece in attached_to(kind, thing) if piece.kind != Evidence.Kind.ITEM]


def count_of(kind: str) -> Coalesce:
    """An annotation for rows with a `uid`: how many pieces hang on each."""
    counted = (
        Attachment.objects.filter(kind=kind, object_uid=OuterRef("uid"), evidence__deleted_at=None)
        .order_by()
        .values("object_uid")
        .annotate(many=Count("pk"))
        .values("many")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def bearing(kind: str) -> QuerySet:
    """The uids of the things of this kind that have a piece, one row a piece: for who asks about thousands at once."""
    return Attachment.objects.filter(kind=kind, evidence__deleted_at=None).order_by().values("object_uid")


def library(owner: Any) -> QuerySet:
    """A person's own evidence, newest first, with how often each is used."""
    return Evidence.objects.owned_by(owner).annotate(uses=Count("attachments")).order_by("-created", "-pk")
