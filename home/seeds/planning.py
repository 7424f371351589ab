"""Development plans of the demo: last year's evaluated, this year's half way, with a goal that is overdue."""

from datetime import date, timedelta

from activities.models import Activity
from home.seeds.stage import Stage
from people.models import User
from plans import actions
from plans.models import Goal, Plan

LAST = (
    {
        "title": "Run the confocal on my own",
        "why": "Bookings waited for the one colleague who could.",
        "measure": "I set it up, align it and shut it down alone, watched twice.",
        "category": "work_based",
        "outcome": "Signed off in May; I now cover two mornings a week.",
        "evaluation": "The two sessions with the manual open taught me more than the course did.",
    },
    {
        "title": "Write the guide for the cryostat",
        "why": "New users asked the same five questions.",
        "measure": "Six people follow it without help.",
        "category": "self_directed",
        "outcome": "Dropped: the maker replaced the instrument in the summer.",
        "evaluation": "I would ask about replacement plans first next time.",
    },
)
PRESENT = (
    {
        "title": "Train the four new demonstrators",
        "why": "Practicals run in parallel from October.",
        "measure": "Each leads a group on their own, and says what they would change.",
        "category": "professional",
    },
    {
        "title": "Learn to analyse images in a script",
        "why": "Counting by hand takes a day for each project.",
        "measure": "One project's counts come from a script that somebody else can run.",
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
