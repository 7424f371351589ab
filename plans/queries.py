"""Reads of the plan in its own words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from activities.models import Activity
from people.models import User
from plans.models import Goal, Link, Plan
from plans.outlines import GoalOutline, PlanOutline, covering, texts_of
from plans.progress import Progress, progress_of


@dataclass
class GoalRow:
    """A goal with the activities linked to it that this reader may see, oldest first."""

    goal: Goal
    activities: list[Activity] = field(default_factory=list)

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.activities)

    @property
    def planned(self) -> list[Activity]:
        return [one for one in self.activities if one.planned]

    @property
    def done(self) -> list[Activity]:
        return [one for one in self.activities if not one.planned]

    @property
    def status(self) -> tuple[str, str]:
        """(name of a status, word)."""
        if self.goal.is_overdue:
            return "overdue", "Overdue"
        return {
            "open": ("in_progress" if self.progress.done else "not_started", "Open"),
            "reached": ("completed", "Reached"),
            "dropped": ("void", "Dropped"),
        }[self.goal.state]


def present_plan(owner: User, today: date) -> Plan | None:
    """The owner's plan that holds today, else the next one; None when all are over."""
    return Plan.objects.owned_by(owner).present(today).with_marks().first()


def goal_rows(goals: Iterable[Goal], member: Any) -> list[GoalRow]:
    """The goals with their linked activities, as `member` may read them: one query, however many goals."""
    rows = {goal.pk: GoalRow(goal) for goal in goals}
    links = Link.objects.filter(goal_id__in=rows, activity__in=Activity.objects.visible_to(member))
    for link in links.select_related("activity").order_by("activity__start_date", "pk"):
        rows[link.goal_id].activities.append(link.activity)
    return list(rows.values())


def rows_of(plan: Plan, member: Any) -> list[GoalRow]:
    """The plan's goals in their order, with what is linked: two queries."""
    return goal_rows(plan.goals.filter(deleted_at=None).select_related("plan"), member)


def plans_of(owner_id: int, member: Any) -> list[Plan]:
    """The plans of one person that `member` may read, the newest first, each with its living goals: two queries."""
    living = Prefetch("goals", queryset=Goal.objects.filter(deleted_at=None), to_attr="living")
    return list(Plan.objects.visible_to(member).filter(owner_id=owner_id).prefetch_related(living))


def unlinked_in(plan: Plan) -> list[Activity]:
    """What its owner did in the plan's period that works towards none of its goals, oldest first."""
    linked = Link.objects.filter(goal__plan=plan, goal__deleted_at=None).values("activity")
    rows = Activity.objects.alive().filter(owner_id=plan.owner_id, planned=False, end_date__isnull=False)
    return list(rows.in_period(plan.start, plan.end).exclude(pk__in=linked).order_by("start_date", "pk"))


def goals_open_for(owner: User) -> list[Goal]:
    """The owner's open goals, the present plan's first: for a list to choose from."""
    goals = Goal.objects.owned_by(owner).filter(state=Goal.State.OPEN).select_related("plan")
    return list(goals.order_by("-plan__start", "order", "pk"))


def goals_of_activity(activity: Activity, member: Any) -> list[Goal]:
    """The goals an activity works towards, as far as `member` may read them."""
    return list(
        Goal.objects.visible_to(member)
        .filter(links__activity=activity)
        .select_related("plan")
        .order_by("plan__start", "order", "pk")
    )


def outlines_for(owner_ids: Iterable[int]) -> dict[int, list[PlanOutline]]:
    """Every owner's plans with their goals, without any text but the goals' titles: one query for all of them.

    A plan without a goal is none yet. Oldest plan first, goals in their order.
    """
    wanted = list(owner_ids)
    rows = (
        Goal.objects.alive()
        .filter(plan__owner_id__in=wanted)
        .order_by("plan__start", "plan_id", "order", "pk")
        .values_list(
            "plan__owner_id", "plan_id", "plan__start", "plan__end", "plan__evaluated_on",
            "uid", "title", "state", "target_on",
        )
    )  # fmt: skip
    found: dict[int, dict[int, PlanOutline]] = {owner: {} for owner in wanted}
    for owner, plan, start, end, evaluated_on, *goal in rows:
        outline = found[owner].setdefault(plan, PlanOutline(start, end, evaluated_on))
        outline.goals.append(GoalOutline(*goal))
    return {owner: list(plans.values()) for owner, plans in found.items()}


def texts_for(owner: User, period: tuple[date, date]) -> dict[str, str]:
    """{plan, evaluation}: the plan that covers the period (both days included) and its finished evaluation, as text.

    Empty where no plan covers it, or where one that ended in the period has not been evaluated. Two queries at most.
    """
    start, end = period
    living = Prefetch("goals", queryset=Goal.objects.filter(deleted_at=None), to_attr="living")
    rows = Plan.objects.owned_by(owner).overlapping(start, end).order_by("start", "pk")
    plans: list[Any] = [plan for plan in rows.prefetch_related(living) if plan.living]
    outlines = [PlanOutline(plan.start, plan.end, plan.evaluated_on) for plan in plans]
    return texts_of(plans, covering(outlines, start, end))
