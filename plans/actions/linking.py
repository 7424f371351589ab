"""Which activities work towards a goal: planned for it, or linked afterwards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from activities.actions import log_activity
from activities.models import Activity
from people import trail
from people.models import User
from plans.models import Goal, Link


@transaction.atomic
def link_activities(*, goal: Goal, activities: Iterable[Activity], actor: User) -> int:
    """Link the owner's own activities to the goal; how many are new. Another person's are passed over."""
    own = [one for one in activities if one.owner_id == goal.owner_id]
    before = set(goal.links.values_list("activity_id", flat=True))
    new = [Link(goal=goal, activity=one) for one in own if one.pk not in before]
    Link.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        trail.record(actor, "linked activity", goal)
    return len(new)


@transaction.atomic
def unlink_activity(*, goal: Goal, activity: Activity, actor: User) -> bool:
    """Both stay; only the link goes. False when there was none."""
    gone, _ = goal.links.filter(activity=activity).delete()
    if gone:
        trail.record(actor, "unlinked activity", goal)
    return bool(gone)


@transaction.atomic
def plan_activity(*, goal: Goal, actor: User, values: dict[str, Any], uid: UUID | None = None) -> Activity:
    """Log an activity as planned, for this goal. The same uid again is the same activity. Raises ReferenceTaken."""
    activity, _ = log_activity(owner=actor, values=values | {"planned": True}, uid=uid)
    link_activities(goal=goal, activities=[activity], actor=actor)
    return activity
