"""Development plans of the demo: last year's evaluated, this year's half way, with a goal that is overdue."""

from datetime import date, timedelta

from activities.models import Activity
from home.seeds.stage import Stage
from people.models import User
from plans import actions
from plans.models import Goal, Plan

LAST = (
    {
        "title": "Learn two methods I had only watched",
        "why": "Jobs waited for the one colleague who could.",
        "measure": "I set up, run and shut down alone, watched twice.",
        "category": "work_based",
        "outcome": "Signed off for both; I now cover two mornings a week.",
        "evaluation": "The two sessions with the manual open taught me more than the course did.",
    },
    {
        "title": "Read one paper on our methods each month",
        "why": "I answered questions from what I learnt ten years ago.",
        "measure": "A line in the log for each, with what I would change.",
        "category": "self_directed",
        "outcome": "Dropped in the summer, when the reading group ended.",
        "evaluation": "Alone I did not keep it up. Next time I find a second person first.",
    },
)
PRESENT = (
    {
        "title": "Take part in the technicians’ community beyond my group",
        "why": "Other groups have solved what we struggle with.",
        "measure": "Three events, and one thing brought home from each.",
        "category": "professional",
    },
    {
        "title": "Bring my safety and first-aid training up to date",
        "why": "Two certificates run out this year.",
        "measure": "Both renewed, and the door sheet says so.",
        "category": "formal",
    },
)
OVERALL = (
    "I planned two goals and reached one. What helped was a fixed hour on Thursdays. Next year I plan fewer courses and more "
    "time beside people who do it already."
)


def make_plans(stage: Stage) -> None:
    """For the technician and the engineer, where the house has them."""
    for key in ("technician", "engineer"):
        if owner := stage.people.get(key):
            evaluate_last_year(stage, owner)
            plan_this_year(stage, owner)


def evaluate_last_year(stage: Stage, owner: User) -> None:
    year = stage.today.year - 1
    plan = new_plan(owner, year)
    goals = [new_goal(plan, story, date(year, 6, 30)) for story in LAST]
    for goal, story, state in zip(goals, LAST, ("reached", "dropped"), strict=True):
        link_some(goal, story["category"], 2)
        actions.settle_goal(
            goal=goal, actor=owner, state=state, on=date(year, 7, 3), outcome=story["outcome"]
        )
    by_goal = {goal.uid: story["evaluation"] for goal, story in zip(goals, LAST, strict=True)}
    actions.save_evaluation(plan=plan, actor=owner, overall=OVERALL, by_goal=by_goal)
    actions.finish_evaluation(plan=plan, actor=owner)


def plan_this_year(stage: Stage, owner: User) -> None:
    """One goal past its day, one ahead, with what is planned and what is done."""
    plan = new_plan(owner, stage.today.year)
    targets = (stage.days_ago(20), stage.today + timedelta(days=40))
    for story, target in zip(PRESENT, targets, strict=True):
        link_some(new_goal(plan, story, target), story["category"], 3)


def new_plan(owner: User, year: int) -> Plan:
    values = {"title": str(year), "start": date(year, 1, 1), "end": date(year, 12, 31)}
    return actions.start_plan(owner=owner, values=values)


def new_goal(plan: Plan, story: dict[str, str], target: date) -> Goal:
    values = {name: story[name] for name in ("title", "why", "measure")}
    return actions.add_goal(plan=plan, actor=plan.owner, values=values | {"target_on": target})


def link_some(goal: Goal, category: str, most: int) -> None:
    """What was done or planned for it in that year."""
    rows = Activity.objects.owned_by(goal.plan.owner).filter(
        sealed=False, category=category, start_date__range=(goal.plan.start, goal.plan.end)
    )
    actions.link_activities(
        goal=goal, activities=rows.order_by("start_date", "pk")[:most], actor=goal.plan.owner
    )
