"""Progress, cover and the text of a plan, as tables."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from plans.outlines import Cover, GoalOutline, PlanOutline, covering, next_goal, texts_of
from plans.progress import progress_of
from plans.reckoning import reckon

ON = date(2026, 3, 1)


@dataclass
class Deed:
    minutes: int = 60
    planned: bool = False
    was_planned: bool = False
    end_date: date | None = ON
    category: str = "formal"
    has_practice: bool = True
    has_users: bool = True


AHEAD, KEPT, BESIDE = Deed(planned=True), Deed(was_planned=True, minutes=90), Deed(minutes=30)
GOING_ON = Deed(end_date=None)


@pytest.mark.parametrize(
    ("deeds", "words"),
    [
        ([], "No activity planned or done for it yet"),
        ([AHEAD], "0 of 1 planned activity done"),
        ([AHEAD, KEPT, KEPT], "2 of 3 planned activities done, 3 h"),
        ([AHEAD, KEPT, BESIDE], "1 of 2 planned activities done, 1 more done, 2 h"),
        ([BESIDE], "1 activity done, 30 min"),
        ([GOING_ON], "1 still going on"),
    ],
)
def test_progress_in_words(deeds, words):
    assert progress_of(deeds).words == words


def test_reckoning_tells_done_from_not_done_and_counts_reflections():
    silent = Deed(category="other", minutes=240, has_users=False)

    found = reckon([AHEAD, KEPT, silent, GOING_ON])

    assert found.done == (KEPT, silent)
    assert found.not_done == (AHEAD, GOING_ON)
    assert found.by_category == (("other", 240), ("formal", 90))
    assert found.reflected == 1


def year(number: int, evaluated: bool = False, **goal: Any) -> PlanOutline:
    goals = [GoalOutline(uuid4(), **goal)] if goal else []
    on = date(number, 12, 31) if evaluated else None
    return PlanOutline(date(number, 1, 1), date(number, 12, 31), on, goals)


@pytest.mark.parametrize(
    ("plans", "period", "expected", "why"),
    [
        ([], (date(2026, 1, 1), date(2026, 12, 31)), Cover(), "nothing"),
        ([year(2026)], (date(2026, 1, 1), date(2026, 12, 31)), Cover(True, False), "not evaluated"),
        ([year(2026, True)], (date(2026, 1, 1), date(2026, 12, 31)), Cover(True, True), "evaluated"),
        ([year(2026, True)], (date(2026, 4, 1), date(2027, 3, 31)), Cover(), "the last quarter lacks a plan"),
        ([year(2026, True), year(2027)], (date(2026, 4, 1), date(2027, 3, 31)), Cover(True, True),
         "the second goes on past the period"),
        ([year(2026), year(2027, True)], (date(2026, 4, 1), date(2027, 3, 31)), Cover(True, False),
         "the first ended in the period and has no evaluation"),
        ([year(2024), year(2026)], (date(2024, 6, 1), date(2026, 6, 1)), Cover(), "a year between lacks one"),
        ([year(2020, True), year(2026)], (date(2026, 2, 1), date(2026, 3, 1)), Cover(True, False), "an old one is none"),
    ],
)  # fmt: skip
def test_plans_cover_a_period_without_a_gap(plans, period, expected, why):
    assert covering(plans, *period) == expected, why


def test_next_goal_is_the_open_one_due_first_in_the_present_plan():
    soon = year(2026, title="Soon", state="open", target_on=date(2026, 5, 1))
    soon.goals += [
        GoalOutline(uuid4(), "No day", "open", None),
        GoalOutline(uuid4(), "Done", "reached", date(2026, 1, 5)),
    ]
    later = year(2027, title="Next year", state="open", target_on=date(2026, 2, 1))

    assert next_goal([soon, later], date(2026, 3, 1)).title == "Soon"
    assert next_goal([later], date(2026, 3, 1)) is None


@dataclass
class Written:
    title: str
    why: str = ""
    measure: str = ""
    target_on: date | None = None
    state: str = "open"
    outcome: str = ""
    evaluation: str = ""


@dataclass
class Whole:
    title: str
    start: date
    end: date
    evaluated_on: date | None = None
    evaluation: str = ""
    living: list[Written] = field(default_factory=list)


def test_texts_of_a_plan_hold_goals_and_what_became_of_them():
    goal = Written(
        "Run the confocal alone", "Bookings wait for help.", "Two sessions without a call.", date(2026, 6, 30),
        "reached", "Signed off in May.", "It took longer than planned.",
    )  # fmt: skip
    plan = Whole("2026", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 20), "A good year.", [goal])

    assert texts_of([plan], Cover(True, True)) == {
        "plan": "1. Run the confocal alone, by 30 Jun 2026.\nBookings wait for help.\n"
        "How I will know: Two sessions without a call.",
        "evaluation": "1. Run the confocal alone: reached.\nSigned off in May.\nIt took longer than planned.\n"
        "A good year.",
    }
    assert texts_of([plan], Cover()) == {"plan": "", "evaluation": ""}
    assert texts_of([plan, plan], Cover(True, True))["plan"].count("2026 (1 Jan to 31 Dec 2026)") == 2
