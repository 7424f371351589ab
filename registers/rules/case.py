"""One member's case under one edition: the facts sorted into what counts and what does not, and how findings
quote them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from registers.editions import Category, Edition
from registers.facts import ActivityFacts, Circumstances, NotCounted, Period
from registers.wording import day_text

CHOOSE_CATEGORY = "choose the body's category"


@dataclass(frozen=True)
class Case:
    edition: Edition
    grade: str
    period: Period
    counted: tuple[ActivityFacts, ...]
    not_counted: tuple[NotCounted, ...]
    circumstances: Circumstances

    @cached_property
    def uids(self) -> tuple[str, ...]:
        return uids(self.counted)

    def read_in(self, activity: ActivityFacts) -> Edition:
        """The edition of an activity's own day, in which its category, points and competences are read."""
        return self.edition.on(activity.end_date or activity.start_date)

    @cached_property
    def placed(self) -> dict[str, tuple[str, Category | None, str]]:
        """Of every counted activity: the body's category, the one whose rate holds, or why there is none."""
        return {one.uid: place(one, self.edition) for one in self.counted}

    @cached_property
    def minutes(self) -> int:
        return sum([activity.minutes for activity in self.counted])


def open_case(
    edition: Edition,
    grade: str,
    period: Period,
    *,
    activities: Iterable[ActivityFacts],
    circumstances: Circumstances,
) -> Case:
    """Sort the activities, oldest first. One that does not touch the period is no part of the case at all."""
    counted, left_out = [], []
    for activity in sorted(activities, key=lambda one: (one.end_date or one.start_date, one.uid)):
        if counts(activity, period):
            counted.append(activity)
        elif period.overlaps(activity.start_date, activity.end_date):
            left_out.append(NotCounted(activity.uid, why_not(activity, period)))
    return Case(edition, grade, period, tuple(counted), tuple(left_out), circumstances)


def counts(activity: ActivityFacts, period: Period) -> bool:
    """Whether an activity counts in a period: wholly in the one that holds its end date, edges included; a plan and what is
    still going on never count.
    """
    end = activity.end_date
    return not activity.planned and end is not None and period.start <= end <= period.end


def why_not(activity: ActivityFacts, period: Period) -> str:
    """Why an activity does not count in a period, or "" when it does."""
    if counts(activity, period):
        return ""
    if activity.planned:
        return "planned"
    if activity.end_date is None:
        return "ongoing"
    return f"ended outside the period, on {day_text(activity.end_date)}"


def uids(activities: Iterable[ActivityFacts]) -> tuple[str, ...]:
    return tuple([activity.uid for activity in activities])


def parted(
    activities: tuple[ActivityFacts, ...], has: Callable[[ActivityFacts], Any]
) -> tuple[tuple[ActivityFacts, ...], tuple[ActivityFacts, ...]]:
    """Those that have something, and those that lack it."""
    having = [one for one in activities if has(one)]
    if len(having) == len(activities):
        return activities, ()
    return tuple(having), tuple([one for one in activities if not has(one)])


def category_of(activity: ActivityFacts, edition: Edition) -> tuple[str, str]:
    """The body's category of an activity, as `edition` calls it, and why it has none; one of the two is ""."""
    code, _, why = place(activity, edition)
    return code, why


def place(activity: ActivityFacts, edition: Edition) -> tuple[str, Category | None, str]:
    """(code, category, why): the code as `edition` calls it, the category whose rate holds, or why there is none.

    The member's own choice for this pack goes before the map from the shared five. Both are read in the edition of
    the activity's own day, which sets the points an hour; the code is carried into the edition that judges the period.
    """
    own = edition.on(activity.end_date or activity.start_date)
    if activity.claims:
        chosen = {claim.category for claim in activity.claims if claim.pack == edition.id} - {""}
        if len(chosen) > 1:
            return "", None, "claimed under two categories of one body; keep one"
        if chosen:
            return _place(chosen.pop(), own, edition)
    known = edition.mapped.get((own, activity.category))
    if known is None:
        code = own.category_map.get(activity.category)
        known = ("", None, CHOOSE_CATEGORY) if code is None else _place(code, own, edition)
        edition.mapped[own, activity.category] = known
    return known


def _place(code: str, own: Edition, edition: Edition) -> tuple[str, Category | None, str]:
    # A choice made since then may name a category that only the later edition has.
    then = own.category(code)
    now = edition.category_now(code, own) if then else code
    if now is None:
        return "", None, f"{code} is a category of {edition.called} no more; {CHOOSE_CATEGORY}"
    category = edition.category(now)
    if category is None:
        return "", None, f"{now} is not a category of {edition.called}; {CHOOSE_CATEGORY}"
    return now, then or category, ""


def sorted_by_category(case: Case) -> tuple[dict[str, list[ActivityFacts]], tuple[NotCounted, ...]]:
    """The counted activities by the body's category, in the pack's order, and those without one."""
    by_code: dict[str, list[ActivityFacts]] = {one.code: [] for one in case.edition.categories if one.code}
    unplaced, placed = [], case.placed
    for activity in case.counted:
        code, _, why = placed[activity.uid]
        if code:
            by_code[code].append(activity)
        else:
            unplaced.append(NotCounted(activity.uid, why))
    return by_code, tuple(unplaced)
