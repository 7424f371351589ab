"""Judging: facts in, findings with reasons out. Pure: no ORM, no clock, no file.

A shortfall against what is expected, recommended or a guideline is advice; against what is mandatory or a
required count it is not met; what a pack does not know is for the body to decide. The same facts and edition
always give the same findings, in the same order.

Editions: what is asked of a period is as the edition in force on its last day says; an activity's category, points an
hour and competences are as that of its own last day says (`registers.rules.switch`).
"""

from collections.abc import Iterable, Iterator

from registers.editions import Edition
from registers.facts import ActivityFacts, Circumstances, Finding, Period, Status
from registers.rules import (
    amounts,
    breadth,
    breaks,
    carried,
    coverage,
    deadlines,
    evidence,
    planning,
    points,
    reflection,
    returns,
    scope,
    switch,
)
from registers.rules.case import Case, open_case

RECORD_RULES = (
    scope.judge_record,
    breadth.judge,
    amounts.judge,
    points.judge,
    reflection.judge,
    planning.judge,
    evidence.judge,
    coverage.judge,
    returns.judge_words,
    deadlines.judge,
    carried.judge,
)


def judge(
    edition: Edition,
    grade: str,
    period: Period,
    *,
    activities: Iterable[ActivityFacts],
    circumstances: Circumstances,
) -> list[Finding]:
    """Every finding for one grade and period, held or not. Raises UnknownGradeError.

    A member released from a record (a break over the whole period, or a statement that needs none) gets the
    finding that says so, and no finding on a record that nobody asks for.
    """
    return judge_case(open_case(edition, grade, period, activities=activities, circumstances=circumstances))


def judge_case(case: Case) -> list[Finding]:
    """The findings of a case already opened, for who needs both. Raises UnknownGradeError."""
    return list(findings_of(case))


def is_met(case: Case) -> bool:
    """Whether no finding of a case is `not_met`: the first one answers. Raises UnknownGradeError."""
    return all(one.status is not Status.NOT_MET for one in findings_of(case))


def findings_of(case: Case) -> Iterator[Finding]:
    """The findings one after the other, each rule asked when its turn comes. Raises UnknownGradeError."""
    case.edition.grade(case.grade)
    time_away, released = breaks.judge(case)
    yield from (*switch.judge(case), *scope.judge(case), *time_away, *returns.judge_statement(case))
    chosen = returns.chosen_option(case)
    if chosen is not None and not chosen["needs_record"]:
        return
    if released:
        yield from amounts.judge(case) if amounts.reduced(case) else ()
        return
    for rule in RECORD_RULES:
        yield from rule(case)
