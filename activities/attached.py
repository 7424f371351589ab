"""What is attached to an activity as evidence."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from activities.models import KIND, Activity
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
