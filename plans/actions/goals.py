"""Writing a goal, putting goals in order, and saying what became of one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people import trail
from people.models import User
from plans.models import Goal, Link, Plan
from plans.refusals import NoNextPlan
from sharing.actions import delete_item, restore_item
from sharing.refusals import ReferenceTaken, Stale

FIELDS = ("title", "why", "measure", "start_on", "target_on", "competences")


@transaction.atomic
def add_goal(*, plan: Plan, actor: User, values: dict[str, Any], uid: UUID | None = None) -> Goal:
    """A new goal, last in the plan. The same uid again gives the stored one. Raises ReferenceTaken."""
    held = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if uid and (stored := Goal.objects.filter(uid=uid).first()):
        if stored.plan_id != held.pk or stored.deleted_at:
            raise ReferenceTaken("The goal cannot be saved under this reference.")
        return stored
    goal = Goal.objects.create(
        plan=held,
        order=_last(held) + 1,
        **{name: values[name] for name in FIELDS if name in values},
        **({"uid": uid} if uid else {}),
    )
    trail.record(actor, "added goal", goal)
    return goal


def _last(plan: Plan) -> int:
    return plan.goals.aggregate(last=Max("order", default=0))["last"]


@transaction.atomic
def change_goal(*, goal: Goal, actor: User, values: dict[str, Any], changed: str | None = None) -> Goal:
    """Change the given fields. Raises Stale when `changed` is not the token of the stored one."""
    stored = locked(goal)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    fields = trail.changed_fields(stored, {name: values[name] for name in FIELDS if name in values})
    return (
        _write(stored, actor, verb="changed", values={name: values[name] for name in fields})
        if fields
        else stored
    )


def locked(goal: Goal) -> Goal:
    return Goal.objects.select_for_update(of=("self",)).select_related("plan").get(pk=goal.pk)


def _write(goal: Goal, actor: User, *, verb: str, values: dict[str, Any]) -> Goal:
    for name, value in values.items():
        setattr(goal, name, value)
    goal.changed = timezone.now()
    goal.save(update_fields=[*values, "changed"])
    trail.record(actor, verb, goal, fields=values)
    return goal


@transaction.atomic
def settle_goal(*, goal: Goal, actor: User, state: str, on: date, outcome: str) -> Goal:
    """Say that a goal was reached or dropped, when, and what came of it. Saying the same twice is one act."""
    stored = locked(goal)
    values = {"state": Goal.State(state), "settled_on": on, "outcome": outcome}
    if not trail.changed_fields(stored, values):
        return stored
    return _write(stored, actor, verb=f"{state} goal", values=values)


@transaction.atomic
def reopen_goal(*, goal: Goal, actor: User) -> Goal:
    """Take back that it was reached or dropped; the word on the outcome stays for the next time."""
    stored = locked(goal)
    if stored.is_open:
        return stored
    return _write(stored, actor, verb="re-opened goal", values={"state": Goal.State.OPEN, "settled_on": None})


@transaction.atomic
def move_goal(*, goal: Goal, actor: User, up: bool) -> bool:
    """Change places with the neighbour above or below; False at the edge."""
    Plan.objects.select_for_update(of=("self",)).get(pk=goal.plan_id)
    goals = list(Goal.objects.filter(plan_id=goal.plan_id, deleted_at=None))
    at = next((place for place, one in enumerate(goals) if one.pk == goal.pk), None)
    if at is None or not 0 <= at + (-1 if up else 1) < len(goals):
        return False
    goals.insert(at + (-1 if up else 1), goals.pop(at))
    for place, one in enumerate(goals, 1):
        one.order = place
    Goal.objects.bulk_update(goals, ["order"])
    trail.record(actor, "moved goal", goal, fields=["order"])
    return True


@transaction.atomic
def delete_goal(*, goal: Goal, actor: User) -> bool:
    """Take it out of the plan; it can be taken back for RESTORE_DAYS days. False when it was gone already."""
    return delete_item(item=locked(goal), actor=actor)


@transaction.atomic
def restore_goal(*, goal: Goal, actor: User) -> bool:
    """Put a deleted goal back; False when nothing was to do. Raises TooLate after RESTORE_DAYS days."""
    return restore_item(item=locked(goal), actor=actor)


@transaction.atomic
def carry_over(*, goal: Goal, actor: User) -> Goal:
    """The goal once more in the owner's next plan, with the activities still planned for it; its own page stays.

    Its target day is left to be set anew. Carrying twice is one act. Raises NoNextPlan.
    """
    stored = locked(goal)
    plans = Plan.objects.alive().filter(owner_id=stored.plan.owner_id, start__gt=stored.plan.start)
    later = plans.select_for_update(of=("self",)).order_by("start", "pk").first()
    if later is None:
        raise NoNextPlan("There is no later plan yet: start the next one, then carry the goal over.")
    if done := later.goals.filter(carried_from=stored, deleted_at=None).first():
        return done
    copied = {name: getattr(stored, name) for name in ("title", "why", "measure", "competences")}
    made = Goal.objects.create(plan=later, order=_last(later) + 1, carried_from=stored, **copied)
    waiting = stored.links.filter(activity__planned=True, activity__deleted_at=None)
    Link.objects.bulk_create([Link(goal=made, activity_id=one.activity_id) for one in waiting])
    trail.record(actor, "carried over goal", made)
    return made
