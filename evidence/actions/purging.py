"""What becomes of a deleted piece once its deletion can no longer be taken back."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from evidence import storing, uses
from evidence.models import Evidence, Version
from evidence.models.files import FILE_FIELDS
from people import trail
from sharing.models import RESTORE_DAYS

MOST_A_DAY = 5_000
# What something frozen held on to is asked about again, in case that has gone meanwhile.
ASK_AGAIN = timedelta(30)


def due_for_purging() -> list[str]:
    """Uids of deleted pieces that their owners can no longer take back, those that were never looked at first."""
    now = timezone.now()
    rows = Evidence.objects.filter(Q(purged_at=None) | Q(purged_at__lt=now - ASK_AGAIN), past_restoring(now))
    found = rows.order_by(F("purged_at").asc(nulls_first=True), "deleted_at").values_list("uid", flat=True)
    return [str(uid) for uid in found[:MOST_A_DAY]]


def past_restoring(now: Any) -> Q:
    return Q(deleted_at__lt=now - timedelta(RESTORE_DAYS))


@transaction.atomic
def purge_evidence(*, uid: Any) -> None:
    """Delete a piece for good with all its files, but for the versions that something frozen holds. Twice is once.

    What is held keeps its title and file for whoever reads that; folder, tags and originals of pictures go.
    """
    rows = Evidence.objects.select_for_update(of=("self",)).filter(past_restoring(timezone.now()), uid=uid)
    if (piece := rows.first()) is None:
        return
    versions = list(piece.versions.all())
    frozen = uses.frozen_uses(piece)
    held = [row for row in (piece, *versions) if any(use.holds(row) for use in frozen)]
    if not held and not (piece.kind != Evidence.Kind.FILE and piece.is_handed_in):
        trail.record("system", "purged", piece)
        _discard([piece, *versions])
        piece.delete()
        return
    gone = [row for row in versions if row not in held]
    if held and piece not in held:
        held = [_promoted(piece, held[0]), *held[1:]]  # type: ignore[arg-type]
    _discard(gone)
    Version.objects.filter(pk__in=[row.pk for row in gone]).delete()
    _strip(piece, [row for row in held if row != piece])


def _promoted(piece: Evidence, version: Version) -> Evidence:
    """The piece with the latest held version as its present file."""
    _discard([piece])
    for name in FILE_FIELDS:
        value = getattr(version, name)
        setattr(piece, name, value.name if name in ("file", "original") else value)
    piece.number = version.number
    Version.objects.filter(pk=version.pk).delete()
    return piece


def _strip(piece: Evidence, versions: Iterable[Version]) -> None:
    """What nobody but the owner ever had."""
    rows: list[Evidence | Version] = [piece, *versions]
    storing.discard(str(row.original.name) for row in rows if row.original)
    if piece.purged_at is None:
        trail.record("system", "purged", piece, fields=["folder", "original", "tags", "versions"])
    piece.folder, piece.tags, piece.purged_at = "", [], timezone.now()
    for row in rows:
        row.original, row.original_size = "", 0
        row.save()


def _discard(rows: Iterable[Evidence | Version]) -> None:
    storing.discard(name for row in rows for name in storing.names_of(row))
