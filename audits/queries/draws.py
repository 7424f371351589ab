"""Reads about draws. Who runs one sees codes and states, never names or what a pack says."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from audits.models import Draw, DrawnPack, Handing
from registers.models import FrozenPack, Renewal


def packs_in(draw: Draw) -> QuerySet[FrozenPack]:
    """The packs in the list: declared by the closing day for that register and grade, and standing. One query."""
    return FrozenPack.objects.select_related("renewal__owner").filter(
        renewal__pack=draw.pack,
        renewal__grade=draw.grade,
        renewal__period_to__range=(draw.period_from, draw.period_to),
        renewal__state=Renewal.State.DECLARED,
        made_at__date__lte=draw.closes_on,
    )


def drawn_packs(draw: Draw) -> list[dict[str, Any]]:
    """For whoever runs the draw: code, id, state and last day of each pack drawn. Two queries."""
    rows = list(DrawnPack.objects.filter(draw=draw).select_related("frozen__renewal"))
    handed: dict[int, Handing] = {}
    since = draw.drawn_at or timezone.now()
    later = Handing.objects.filter(frozen__in=[row.frozen_id for row in rows], made_at__gte=since)
    for handing in later.select_related("frozen__renewal").order_by("made_at"):
        handed[handing.frozen_id] = handing
    return [
        {"code": row.frozen.code, "id": row.opaque_id, "respond_by": row.respond_by}
        | standing_of(row, handed.get(row.frozen_id))
        for row in rows
    ]


def standing_of(row: DrawnPack, handing: Handing | None) -> dict[str, str]:
    """`status` (a word of the interface) and `words`: where a drawn pack stands."""
    if row.frozen.renewal.state == Renewal.State.WITHDRAWN:
        return {"status": "withdrawn", "words": "Withdrawn"}
    if handing is None:
        late = timezone.localdate() > row.respond_by
        return {"status": "overdue" if late else "open", "words": "Late" if late else "Not handed over yet"}
    if handing.is_decided:
        return {"status": handing.status, "words": handing.get_outcome_display()}
    return {"status": "waiting", "words": "With the assessor"}


def drawn_for(renewal: Renewal) -> DrawnPack | None:
    """The latest draw that took this renewal's pack."""
    rows = DrawnPack.objects.select_related("draw").filter(frozen__renewal=renewal)
    return rows.order_by("-pk").first()
