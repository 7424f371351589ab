"""What follows from the virus scanner's answer. The only writer of `scan` after a file was stored."""

from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from evidence import scanning, storing
from evidence.models import Evidence, Scan, StoredFile, Version, private_files
from notices.actions import notify
from people import trail

LOCKED_AWAY = "quarantine/"
# Nobody has looked: `NONE` came while there was no scanner, and stays open meanwhile.
UNSETTLED = (Scan.WAITING, Scan.NONE)
# Pieces that one job looks at.
BATCH = 50


def look_at(uid: Any) -> None:
    """Have the files of a piece looked at that nobody has looked at. Raises scanning.ScannerDown: they wait on."""
    piece = Evidence.objects.filter(uid=uid).first()
    if piece is None:
        return
    rows: list[Evidence | Version] = [piece, *piece.versions.filter(scan__in=UNSETTLED)]
    for row in rows:
        if row.file and row.scan in UNSETTLED:
            _settle(row, piece, is_infected=any(_has_virus(name) for name in storing.names_of(row)))


def _has_virus(name: str) -> bool:
    with private_files().open(name) as opened:
        return bool(scanning.virus_in(opened))  # type: ignore[arg-type]


@transaction.atomic
def _settle(row: Evidence | Version, piece: Evidence, *, is_infected: bool) -> None:
    stored = type(row).objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)  # type: ignore[attr-defined]
    if stored.scan not in UNSETTLED or stored.sha256 != row.sha256:
        return  # settled or replaced meanwhile: its earlier version is looked at by the next job
    stored.scan = Scan.INFECTED if is_infected else Scan.CLEAN
    if is_infected:
        _lock_away(stored)
    stored.save(update_fields=["scan", "file", "original"])
    if is_infected:
        trail.record("system", "found infected", piece)
        event = f"{piece.uid}:{stored.number}:infected"
        path = reverse("evidence:evidence_detail", args=[piece.uid])
        notify(kind="evidence_infected", recipients=[piece.owner], thing=piece, event=event, path=path)


def _lock_away(row: StoredFile) -> None:
    """Under another name, so that nothing that knows the old one, such as a pack, can give it out."""
    store = private_files()
    old = storing.names_of(row)
    for one in (row.file, row.original):
        if one:
            with store.open(str(one.name)) as opened:
                one.name = store.save(f"{LOCKED_AWAY}{str(one.name).rpartition('/')[2]}", File(opened))
    storing.discard(old)


def waiting() -> list[str]:
    """Uids of the pieces with a file that waits for the scanner."""
    earlier = Version.objects.filter(scan=Scan.WAITING).values_list("evidence__uid", flat=True)
    present = Evidence.objects.filter(scan=Scan.WAITING).values_list("uid", flat=True)
    return sorted({str(uid) for uid in [*present, *earlier]})


def unseen() -> QuerySet[Evidence]:
    """Pieces with a file that came while there was no scanner."""
    earlier = Version.objects.filter(scan=Scan.NONE).values("evidence")
    return Evidence.objects.filter(Q(kind=Evidence.Kind.FILE, scan=Scan.NONE) | Q(pk__in=earlier))


def look_at_unseen(*, after: int) -> int:
    """Have the next BATCH of `unseen` looked at, by their keys; the last one's key, 0 where none is left.

    A file that is lost, or that the scanner cannot take, is left for another day. Raises scanning.ScannerDown.
    """
    rows = list(unseen().filter(pk__gt=after).order_by("pk").values_list("pk", "uid")[:BATCH])
    for _, uid in rows:
        try:
            look_at(uid)
        except (scanning.CouldNotLook, FileNotFoundError):
            continue
    return rows[-1][0] if rows else 0
