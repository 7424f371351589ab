"""Reads of evidence: always one query, however many things are asked about."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from evidence import scanning
from evidence.models import Attachment, Evidence, Scan, StoredFile, Version
from evidence.readers import attachments_open_to


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


def folders(owner: Any) -> list[dict[str, Any]]:
    """The owner's folders by name, with how many pieces each holds: {"folder", "many"}."""
    rows = Evidence.objects.owned_by(owner).exclude(folder="").order_by("folder").values("folder")
    return [dict(row) for row in rows.annotate(many=Count("pk"))]


def tags(owner: Any) -> list[str]:
    """Every tag in the owner's library, by name."""
    rows = Evidence.objects.owned_by(owner).annotate(tag=Func("tags", function="UNNEST"))
    return sorted(set(rows.order_by().values_list("tag", flat=True)), key=str.casefold)


def file_for(member: Any, evidence: Evidence, sha256: str = "") -> StoredFile | None:
    """The file that this reader of a piece gets: the present one, or the one with this digest, if it is open to them.

    Its owner has every version. Others have the present one where it hangs on something that changes with it, and each
    version that was handed in with something they read.
    """
    if member.pk and evidence.owner_id == member.pk:
        return with_digest(evidence, sha256 or evidence.sha256)
    held = list(evidence.attachments.filter(attachments_open_to(member)).values_list("sha256", flat=True))
    opened = {digest or evidence.sha256 for digest in held if digest or evidence.is_shown}
    if not sha256 and evidence.sha256 not in opened:
        sha256 = next((digest for digest in reversed(held) if digest in opened), "")
    wanted = sha256 or evidence.sha256
    return with_digest(evidence, wanted) if wanted in opened else None


def with_digest(evidence: Evidence, sha256: str) -> StoredFile | None:
    """The present file or the latest earlier one with this digest."""
    if evidence.sha256 == sha256:
        return evidence
    return evidence.versions.filter(sha256=sha256).first()


def is_waiting(name: str) -> bool:
    """Whether what the store holds under `name` still waits for the virus scanner; without one nothing does."""
    if not scanning.is_on():
        return False
    rows = (model.objects.filter(file=name, scan=Scan.WAITING) for model in (Evidence, Version))
    return any(found.exists() for found in rows)
