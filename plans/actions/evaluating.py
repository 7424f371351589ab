"""The evaluation of a plan: written piece by piece, finished with a day, re-opened when more is to be said."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from people import trail
from people.models import User
from plans.models import Plan
from plans.refusals import Finished
from sharing.refusals import Stale


@transaction.atomic
def save_evaluation(
    *, plan: Plan, actor: User, overall: str, by_goal: Mapping[UUID, str], changed: str | None = None
) -> Plan:
    """Store the word on the whole and on each goal (by its uid). The same words again change nothing.

    Raises Finished while the evaluation is finished, and Stale when `changed` is not the token of the stored plan.
    """
    stored = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if stored.evaluated_on is not None:
        raise Finished("This evaluation is finished. Open it again to change it.")
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    goals = [
        one
        for one in stored.goals.filter(deleted_at=None)
        if by_goal.get(one.uid) not in (None, one.evaluation)
    ]
    if not goals and overall == stored.evaluation:
        return stored
    for goal in goals:
        goal.evaluation = by_goal[goal.uid]
        goal.save(update_fields=["evaluation"])
        trail.record(actor, "evaluated goal", goal, fields=["evaluation"])
    stored.evaluation, stored.changed = overall, timezone.now()
    stored.save(update_fields=["evaluation", "changed"])
    trail.record(actor, "wrote evaluation", stored, fields=["evaluation"])
    return stored


@transaction.atomic
def finish_evaluation(*, plan: Plan, actor: User) -> Plan:
    """Date it today: from now on it opens to the plan's readers and counts for a renewal. Finishing twice is one act."""
    stored = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if stored.evaluated_on is None:
        stored.evaluated_on, stored.changed = timezone.localdate(), timezone.now()
        stored.save(update_fields=["evaluated_on", "changed"])
        trail.record(actor, "finished evaluation", stored, fields=["evaluated_on"])
    return stored


@transaction.atomic
def reopen_evaluation(*, plan: Plan, actor: User) -> Plan:
    """Make it a draft again: only the owner sees it, and it counts for no renewal until it is finished again."""
    stored = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if stored.evaluated_on is not None:
        stored.evaluated_on, stored.changed = None, timezone.now()
        stored.save(update_fields=["evaluated_on", "changed"])
        trail.record(actor, "re-opened evaluation", stored, fields=["evaluated_on"])
    return stored
