"""Declared packs that hold on to a piece of evidence, for its owner's library."""

from evidence import uses
from evidence.models import Evidence
from registers.models import HeldEvidence


def packs_with(piece: Evidence) -> list[uses.Use]:
    rows = HeldEvidence.objects.filter(evidence_uid=piece.uid).select_related("frozen__renewal")
    return [
        uses.Use(
            "Declared pack",
            one.frozen.code,
            one.frozen.renewal.get_absolute_url(),
            sha256=one.sha256,
            frozen=True,
        )
        for one in rows
    ]


def register() -> None:
    uses.register(packs_with)
