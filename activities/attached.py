"""What is attached to an activity as evidence."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from activities.models import KIND, Activity, Verification
from evidence import uses
from evidence.models import Evidence
from evidence.queries import attached, attached_to
from evidence.rows import row_for


def evidence_uids(activities: Iterable[Activity]) -> dict[UUID, list[str]]:
    """The uids attached to each activity, oldest first, in one query."""
    found = attached(KIND, [activity.uid for activity in activities])
    return {uid: [str(one.uid) for one in pieces] for uid, pieces in found.items()}


def evidence_rows(activity: Activity, *, for_owner: bool) -> list[dict[str, Any]]:
    """For parts/evidence_rows.html; the owner gets a way to take each piece off."""
    return [
        row_for(
            one,
            remove_url=reverse("activities:evidence_remove", args=[activity.uid, one.uid])
            if for_owner
            else "",
        )
        for one in attached_to(KIND, activity)
    ]


def verified_with(piece: Evidence) -> list[uses.Use]:
    """Verifications of a version of an activity that had an earlier version of the piece, or this one."""
    names = {piece.signed_as: piece.number} | {
        piece.signed_name(one.number): one.number for one in piece.versions.all()
    }
    rows = Verification.objects.filter(
        activity__owner_id=piece.owner_id,
        activity__deleted_at=None,
        facts__evidence__has_any_keys=list(names),
    )
    return [
        uses.Use(
            "Verified activity",
            str(one.activity),
            one.activity.get_absolute_url(),
            number=names[name],
            frozen=True,
        )
        for one in rows.select_related("activity")
        for name in one.facts["evidence"]
        if name in names
    ]


def register() -> None:
    uses.register(verified_with)
