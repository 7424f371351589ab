"""Short ways to a plan, by the real actions."""

from datetime import date
from typing import Any

from people.models import User
from plans import actions
from plans.models import Goal, Plan

TODAY = date.today()


def make_plan(owner: User, year: int = TODAY.year, **values: Any) -> Plan:
    given = {"title": str(year), "start": date(year, 1, 1), "end": date(year, 12, 31)}
    return actions.start_plan(owner=owner, values=given | values)


def make_goal(plan: Plan, title: str = "Work alone at the confocal", **values: Any) -> Goal:
    return actions.add_goal(plan=plan, actor=plan.owner, values={"title": title} | values)
