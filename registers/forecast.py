"""The readiness forecast: at the present pace, will each rule be met by the day it is due, and if not, when and why.

Pure: no ORM, no clock. The pace of an amount (minutes, activities, points) is what counted over the last half year of the
period; what is planned counts on its day where that is more. Rules that time alone cannot mend ask for a deed instead,
and say how many days are left for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from registers.editions import Edition
from registers.facts import ActivityFacts, Circumstances, Finding, Fix, Period, Status
from registers.pace import Amount, Pace, Reach, amounts_of
from registers.rules import breadth
from registers.rules.carried import carried_in
from registers.rules.case import Case, open_case
from registers.wording import activities as activities_text
from registers.wording import day_text, hours_text, joined, listed, many

# Fewer days than this say nothing about a pace.
EARLY_DAYS = 28
# Asked for at a day nobody knows beforehand, so there is no day to be ready by.
UNTIMED = ("rolling", "on_request", "none")


class Verdict(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    LATE = "late"
    ACT = "act"
    EARLY = "early"


# The worst first: how a whole register stands is its worst rule.
WORST = (Verdict.LATE, Verdict.ACT, Verdict.EARLY, Verdict.ON_TRACK, Verdict.MET)
# What meets each amount rule: the figure of its finding that says how much is asked for.
ASKED = {"hours": "required_minutes", "activities": "required", "points": "required"}


@dataclass(frozen=True)
class Outlook:
    """How one rule will stand. `on` is the day it is met at the present pace, None when no pace leads there."""

    rule: str
    title: str
    verdict: Verdict
    reason: str
    on: date | None = None


@dataclass(frozen=True)
class Forecast:
    """Every rule's outlook, the due day and how many days are left."""

    due: date
    days_left: int
    outlooks: tuple[Outlook, ...]

    @property
    def verdict(self) -> Verdict:
        held = {one.verdict for one in self.outlooks}
        return next((one for one in WORST if one in held), Verdict.MET)

    @property
    def pending(self) -> tuple[Outlook, ...]:
        """Those not met yet, the worst first."""
        wanted = [one for one in self.outlooks if one.verdict is not Verdict.MET]
        return tuple(sorted(wanted, key=lambda one: WORST.index(one.verdict)))

    @property
    def sentence(self) -> str:
        """The whole register in one line."""
        left = many(self.days_left, "day")
        late = sum(1 for one in self.outlooks if one.verdict is Verdict.LATE)
        acts = sum(1 for one in self.outlooks if one.verdict is Verdict.ACT)
        if late:
            return f"At this pace {many(late, 'rule')} will not be met by {day_text(self.due)}, {left} away."
        if acts:
            return f"{many(acts, 'rule needs', 'rules need')} you before {day_text(self.due)}, {left} away."
        if self.verdict is Verdict.EARLY:
            return f"Too early to tell; due {day_text(self.due)}, {left} away."
        if self.verdict is Verdict.ON_TRACK:
            return f"On track: every rule will be met by {day_text(self.due)}."
        return f"Every rule is met already; due {day_text(self.due)}."


def forecast(
    edition: Edition,
    grade: str,
    period: Period,
    *,
    activities: Iterable[ActivityFacts],
    circumstances: Circumstances,
    findings: Iterable[Finding],
    today: date,
) -> Forecast | None:
    """How the rules behind `findings` will stand when the period ends.

    None for a period that is over, has not begun, or ends whenever the body asks.
    """
    if edition.cycle.basis in UNTIMED or not period.start <= today <= period.end:
        return None
    held = list(activities)
    case = open_case(edition, grade, period, activities=held, circumstances=circumstances)
    planned = open_case(
        edition, grade, period, activities=as_if_done(held, period, today), circumstances=circumstances
    )
    view = View(case, planned, today)
    return Forecast(
        period.end,
        (period.end - today).days,
        tuple(outlook(finding, view) for finding in findings if _is_told(finding)),
    )


def _is_told(finding: Finding) -> bool:
    """What the body decides nobody can foretell, and advice that is no amount has no day."""
    return finding.status in (Status.MET, Status.NOT_MET) or finding.rule in ASKED


@dataclass(frozen=True)
class View:
    """What the outlooks are drawn from: the case now, and the case with what is planned done."""

    case: Case
    planned: Case
    today: date

    @property
    def days_left(self) -> int:
        return (self.case.period.end - self.today).days


def as_if_done(held: list[ActivityFacts], period: Period, today: date) -> list[ActivityFacts]:
    """The log as it would be when everything planned from today on was done, with its reflections written."""
    found = []
    for one in held:
        day = one.end_date or one.start_date
        if one.planned and today <= day <= period.end:
            one = replace(
                one,
                planned=False,
                was_planned=True,
                end_date=day,
                benefit_practice=True,
                benefit_users=True,
            )
        found.append(one)
    return found


def outlook(finding: Finding, view: View) -> Outlook:
    """One rule's future."""
    if finding.status is Status.MET:
        return Outlook(finding.rule, finding.title, Verdict.MET, "Met already.", view.today)
    if finding.rule in ASKED and finding.fix is Fix.LOG_MORE:
        return _amount(finding, view)
    if finding.rule == "breadth" and breadth.judge(view.planned)[0].status is Status.MET:
        return Outlook(
            finding.rule, finding.title, Verdict.ON_TRACK, "Met once what you have planned is done."
        )
    return Outlook(finding.rule, finding.title, Verdict.ACT, _deed(finding, view))


def _deed(finding: Finding, view: View) -> str:
    left = f"{many(view.days_left, 'day')} left, until {day_text(view.case.period.end)}."
    if finding.rule == "breadth":
        return joined(_missing(finding, view.case.edition), left)
    return joined(finding.reason, left)


def _missing(finding: Finding, edition: Edition) -> str:
    """Which of the body's categories hold nothing yet."""
    by_category = finding.figures.get("by_category", {})
    titles = [one.title for one in edition.categories if one.code and not by_category.get(one.code)]
    short = (finding.figures.get("required") or 0) - finding.figures.get("categories", 0)
    wanted = many(short, "category is", "categories are")
    return f"{wanted} missing; nothing yet in {listed(titles)}." if titles else finding.reason


def _amount(finding: Finding, view: View) -> Outlook:
    kind = finding.rule
    # What was carried over is there already: the pace has to bring the rest.
    need = finding.figures[ASKED[kind]] - carried_in(finding.figures)
    pace = Pace.of(
        amounts_of(kind, view.case), amounts_of(kind, view.planned), period=view.case.period, today=view.today
    )
    reach = pace.reach(need)
    if reach.on and reach.on <= view.case.period.end and (reach.by_plan or pace.days >= EARLY_DAYS):
        verdict, reason = Verdict.ON_TRACK, _on_track(kind, pace, reach)
    elif pace.days < EARLY_DAYS:
        verdict, reason = Verdict.EARLY, f"Too early to tell: {many(pace.days, 'day')} of the period gone."
    else:
        verdict, reason = Verdict.LATE, _late(finding, view, (pace, reach, need))
    return Outlook(kind, finding.title, verdict, reason, reach.on)


def _on_track(kind: str, pace: Pace, reach: Reach) -> str:
    assert reach.on is not None
    if reach.by_plan:
        return f"Met by {day_text(reach.on)} with what you have planned."
    return f"At the present pace, {_said(kind, pace.monthly)} a month, met by {day_text(reach.on)}."


def _late(finding: Finding, view: View, result: tuple[Pace, Reach, Amount]) -> str:
    pace, reach, need = result
    kind, end = finding.rule, view.case.period.end
    would_do = f"{_said(kind, pace.monthly_needed(need, end))} a month from now on would do."
    if not pace.monthly:
        return joined(
            f"Nothing has counted in the last {many(pace.days, 'day')}, so at this pace it is never met.",
            would_do,
        )
    then = f"{_said(kind, pace.total_on(end))} of the {_said(kind, need)} on {day_text(end)}"
    when = (
        f"it would be met on {day_text(reach.on)}, {many((reach.on - end).days, 'day')} late"
        if reach.on
        else ""
    )
    at = f"At the present pace, {_said(kind, pace.monthly)} a month, you would have {then}"
    return joined(f"{at}; {when}." if when else f"{at}, and caps keep it from growing further.", would_do)


def _said(kind: str, amount: Any) -> str:
    if kind == "hours":
        return hours_text(round(amount))
    if kind == "activities":
        return activities_text(round(amount) if amount == round(amount) else round(amount, 1))
    return many(round(amount, 1), "point")
