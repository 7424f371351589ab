"""How fast an amount grows: minutes, activities or points, each category up to its cap. Pure: no ORM, no clock."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from registers.facts import Period
from registers.rules.amounts import required
from registers.rules.case import Case
from registers.rules.points import tally_up

Amount = Decimal | int | float
# The pace is that of the last half year.
WINDOW = timedelta(days=182)
MONTH = 365.25 / 12
# How far beyond the due day a day is still worth naming.
HORIZON = timedelta(days=731)


@dataclass(frozen=True)
class Amounts:
    """What counted, as (day, category, amount), and the cap of each category that has one."""

    steps: tuple[tuple[date, str, float], ...]
    caps: dict[str, float]


def amounts_of(kind: str, case: Case) -> Amounts:
    """The steps behind an amount rule: `hours` in minutes, `activities`, or `points`."""
    if kind == "points":
        return _points(case)
    return Amounts(
        tuple(
            (one.end_date, "", float(one.minutes if kind == "hours" else 1))
            for one in case.counted
            if one.end_date
        ),
        {},
    )


def _points(case: Case) -> Amounts:
    days = {one.uid: one.end_date for one in case.counted}
    steps = [(days[uid], code, float(points)) for uid, code, points in tally_up(case).earned]
    full = case.edition.minimum.value or Decimal(0)
    known = {one.code: one.cap_within(required(case), full) for one in case.edition.categories if one.code}
    caps = {code: float(cap) for code, cap in known.items() if cap is not None}
    return Amounts(tuple((day, code, amount) for day, code, amount in steps if day), caps)


@dataclass(frozen=True)
class Reach:
    """The day an amount is reached, None when it never is; `by_plan` when what is planned reaches it first."""

    on: date | None
    by_plan: bool = False


@dataclass(frozen=True)
class Pace:
    """Amounts by category up to today, what each grows by a day, and what is planned from today on."""

    today: date
    days: int
    have: dict[str, float]
    daily: dict[str, float]
    ahead: tuple[tuple[date, str, float], ...]
    caps: dict[str, float]
    until: date

    @classmethod
    def of(cls, now: Amounts, then: Amounts, *, period: Period, today: date) -> "Pace":
        """`now` is what counts today, `then` the same with what is planned done."""
        since = max(period.start, today - WINDOW)
        days = (today - since).days + 1
        have: dict[str, float] = defaultdict(float)
        recent: dict[str, float] = defaultdict(float)
        for day, code, amount in now.steps:
            have[code] += amount
            if since <= day <= today:
                recent[code] += amount
        rest = list(now.steps)
        ahead = []
        for step in sorted(then.steps):
            if step in rest:
                rest.remove(step)
            else:
                ahead.append(step)
        daily = {code: amount / days for code, amount in recent.items()}
        return cls(today, days, dict(have), daily, tuple(ahead), now.caps, period.end + HORIZON)

    @property
    def monthly(self) -> float:
        return sum(self.daily.values()) * MONTH

    def total_on(self, day: date, *, planned_only: bool = False) -> float:
        """What counts on a day to come: in each category the pace or the plan, whichever is more, up to its cap."""
        passed = (day - self.today).days
        plans: dict[str, float] = defaultdict(float)
        for when, code, amount in self.ahead:
            if when <= day:
                plans[code] += amount
        total = 0.0
        for code in {*self.have, *self.daily, *plans}:
            grown = plans[code] if planned_only else max(self.daily.get(code, 0) * passed, plans[code])
            total += min(self.have.get(code, 0) + grown, self.caps.get(code, float("inf")))
        return total

    def reach(self, need: Amount) -> Reach:
        """The first day on which the amount is there. It never shrinks, so the days are halved."""
        if self.total_on(self.until) < float(need):
            return Reach(None)
        low, high = self.today, self.until
        while low < high:
            middle = low + timedelta(days=(high - low).days // 2)
            if self.total_on(middle) >= float(need):
                high = middle
            else:
                low = middle + timedelta(days=1)
        return Reach(low, by_plan=self.total_on(low, planned_only=True) >= float(need))

    def monthly_needed(self, need: Amount, end: date) -> float:
        """What a month would have to bring from now on, caps left aside."""
        have = sum(min(amount, self.caps.get(code, float("inf"))) for code, amount in self.have.items())
        return max(float(need) - have, 0) / max((end - self.today).days, 1) * MONTH
