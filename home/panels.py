"""What the start page shows each role: every part is asked of its own room, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from activities.facts import ActivityFact, facts_for
from assessments.queries import open_for, to_try_again, to_verify, waiting_for
from cohorts.queries import run_by
from duties.queries import open_for as tasks_of
from home.next_step import NextStep, next_step
from journals.queries import drafts_of
from notices import queries as notices
from people import queries as people
from people.models import User
from people.models.accounts import Role
from plans.outlines import next_goal
from plans.queries import outlines_for
from registers.endorsing import waiting_for as endorsements_for
from registers.queries import Standing, standings

SHOWN = 5


@dataclass(frozen=True)
class Year:
    """One person's calendar year so far. `marks` are (day, minutes, unfinished) for the ruler."""

    start: date
    end: date
    today: date
    activities: int
    minutes: int
    marks: list[tuple[date, int, bool]]
    # Planned activities whose day has passed: did they happen?
    past_plans: int = 0

    @property
    def days_left(self) -> int:
        return (self.end - self.today).days

    @property
    def unfinished(self) -> int:
        return sum(1 for mark in self.marks if mark[2])


def year_of(facts: list[ActivityFact], today: date) -> Year:
    """What was done and ended in the calendar year of `today`."""
    start, end = date(today.year, 1, 1), date(today.year, 12, 31)
    done = [fact for fact in facts if not fact.planned and fact.end_date and start <= fact.end_date <= end]
    marks = [
        (fact.end_date, fact.minutes, not (fact.has_practice and fact.has_users))
        for fact in done
        if fact.end_date
    ]
    past_plans = sum(1 for fact in facts if fact.planned and (fact.end_date or fact.start_date) < today)
    return Year(start, end, today, len(done), sum(fact.minutes for fact in done), marks, past_plans)


def panels_for(person: User) -> dict[str, Any]:
    """The template's context: a technician's year, a scorer's queue, an admin's counts; several for several roles."""
    context: dict[str, Any] = {"notices": notices.latest(person, SHOWN)}
    if person.has_role(Role.SUPERVISOR, Role.TRAINER):
        context |= scorer(person)
    if person.has_role(Role.TECHNICIAN):
        context |= technician(person, reviews=context.get("waiting", []))
    if person.has_role(Role.ADMIN):
        sides = people.unpaired()
        context["unpaired"] = {side: rows.count() for side, rows in sides.items()}
    return context


def technician(person: User, *, reviews: list[Any]) -> dict[str, Any]:
    today = timezone.localdate()
    facts = facts_for([person.pk], (date(today.year, 1, 1), date(today.year, 12, 31)))[person.pk]
    plans = outlines_for([person.pk])[person.pk]
    standing: list[Standing] = standings(person, facts=facts, plans=plans)
    # One query for what is to answer and what may be tried again.
    asked_of = list(open_for(person) | to_try_again(person))
    work = [one for one in asked_of if one.is_with_trainee]
    tasks = list(tasks_of(person))
    asked = list(people.pairs_waiting_for(person))
    year = year_of(facts, today)
    step: NextStep = next_step(
        pairs=asked, work=work, standings=standing, year=year, reviews=reviews, tasks=tasks,
        failed=[one for one in asked_of if one.may_try_again],
    )  # fmt: skip
    return {
        "keeps": True,
        "year": year,
        "standings": standing,
        "goal": next_goal(plans, today),
        "work": work[:SHOWN],
        "tasks": tasks[:SHOWN],
        "drafts": list(drafts_of(person)[:SHOWN]),
        "step": step,
    }


def scorer(person: User) -> dict[str, Any]:
    context: dict[str, Any] = {
        "scores": True,
        "waiting": list(waiting_for(person)[: SHOWN + 1]),
        "renewals": list(endorsements_for(person)[:SHOWN]),
        "unverified": list(to_verify(person)[:SHOWN]),
    }
    if person.has_role(Role.TRAINER):
        context["cohorts"] = list(run_by(person)[:SHOWN])
    return context
