"""Plans as those who judge need them: which period they cover, and what they say as one text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lib.formats import day, day_span


@dataclass(frozen=True)
class GoalOutline:
    """`state` is a value of Goal.State; `target_on` None where no day was set."""

    uid: UUID
    title: str
    state: str
    target_on: date | None


@dataclass
class PlanOutline:
    """A plan that has a goal. `evaluated_on` None while its evaluation is not finished."""

    start: date
    end: date
    evaluated_on: date | None
    goals: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Cover:
    """Whether plans cover a period, and whether they were evaluated."""

    plan: bool = False
    evaluation: bool = False


def covering(outlines: Sequence[PlanOutline], start: date, end: date) -> Cover:
    """Plans (oldest first) cover a period when together they leave no day of it out.

    They are evaluated when one of them is, and every one that ended within the period.
    """
    touching = [one for one in outlines if one.start <= end and one.end >= start]
    if not touching or touching[0].start > start:
        return Cover()
    reached = touching[0].end
    for one in touching:
        if one.start - timedelta(days=1) > reached:
            return Cover()
        reached = max(reached, one.end)
    if reached < end:
        return Cover()
    ended = all(one.evaluated_on for one in touching if one.end <= end)
    return Cover(True, ended and any(one.evaluated_on for one in touching))


def next_goal(outlines: Sequence[PlanOutline], today: date) -> GoalOutline | None:
    """The open goal of the present plan that falls due first; those without a day come last."""
    goals = [goal for one in outlines if one.start <= today <= one.end for goal in one.goals]
    waiting = [goal for goal in goals if goal.state == "open"]
    return min(waiting, key=lambda goal: goal.target_on or date.max, default=None)


def texts_of(plans: Sequence[Any], cover: Cover) -> dict[str, str]:
    """{plan, evaluation} of plans with their goals in `living`, oldest first; empty where the cover lacks one."""
    several = len(plans) > 1
    return {
        "plan": "\n\n".join(_plan_text(one, several) for one in plans) if cover.plan else "",
        "evaluation": "\n\n".join(_evaluation_text(one, several) for one in plans if one.evaluated_on)
        if cover.evaluation
        else "",
    }


def _heading(plan: Any) -> str:
    return f"{plan.title} ({day_span(plan.start, plan.end)})"


def _plan_text(plan: Any, headed: bool) -> str:
    lines = [_heading(plan)] if headed else []
    for number, goal in enumerate(plan.living, 1):
        by = f", by {day(goal.target_on)}" if goal.target_on else ""
        lines.append(f"{number}. {goal.title}{by}.".replace("..", "."))
        lines += [text for text in (goal.why.strip(), _measure(goal)) if text]
    return "\n".join(lines)


def _measure(goal: Any) -> str:
    return f"How I will know: {goal.measure.strip()}" if goal.measure.strip() else ""


def _evaluation_text(plan: Any, headed: bool) -> str:
    lines = [_heading(plan)] if headed else []
    for number, goal in enumerate(plan.living, 1):
        how = {"reached": "reached", "dropped": "dropped"}.get(goal.state, "not reached yet")
        lines.append(f"{number}. {goal.title}: {how}.")
        lines += [text for text in (goal.outcome.strip(), goal.evaluation.strip()) if text]
    return "\n".join([*lines, *([plan.evaluation.strip()] if plan.evaluation.strip() else [])])
