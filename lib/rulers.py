"""Where the ticks and marks of the two graduated scales fall. Pure geometry.

Across is per cent of the drawing's width, so that it stretches without distorting; heights are CSS pixels.
`parts/year_rule.html` and `parts/scale.html` draw what these return; the figures stand in text beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FOOT = 62
TALLEST = 52
TALLEST_MINUTES = 8 * 60
SHORTEST_MINUTES = 30
FIGURES_AT_MOST = 6


@dataclass(frozen=True)
class Mark:
    """One activity: left edge in per cent, top and height in pixels; `open` is unfinished."""

    x: float
    y: int
    height: int
    open: bool


@dataclass(frozen=True)
class YearRule:
    """`weeks` and `now` in per cent; `months` are (per cent, name); `now` is None outside the period."""

    weeks: list[float]
    months: list[tuple[float, str]]
    marks: list[Mark]
    now: float | None


@dataclass(frozen=True)
class Scale:
    """`filled` and `ticks` in per cent; `figures` are (per cent, number) and stand under the long ticks."""

    filled: float
    ticks: list[float]
    figures: list[tuple[float, str]]


def year_rule(
    start: date, end: date, *, marks: Iterable[tuple[date, int, bool]] = (), today: date
) -> YearRule:
    """Lay out a period, both edges included. `marks` are (day, minutes, unfinished)."""
    days = (end - start).days + 1

    def across(day: date) -> float:
        return round((day - start).days / days * 100, 2)

    return YearRule(
        weeks=[across(start + timedelta(days=n)) for n in range(0, days, 7)],
        months=[(across(first), MONTHS[first.month - 1]) for first in _first_days(start, end)],
        marks=[
            _mark(across(day), minutes, unfinished)
            for day, minutes, unfinished in marks
            if start <= day <= end
        ],
        now=across(today) if start <= today <= end else None,
    )


def scale(value: float, whole: float) -> Scale:
    """Lay out `value` of `whole` (both ≥ 0) with figures in steps of 1, 2 or 5 and five ticks to a step."""
    whole = max(float(whole), 1.0)
    step = _step(whole)
    steps = int(whole // step)
    return Scale(
        filled=_per_cent(min(max(float(value), 0.0), whole), whole),
        ticks=[_per_cent(n * step / 5, whole) for n in range(int(whole / step * 5) + 1)],
        figures=[(_per_cent(n * step, whole), f"{n * step:g}") for n in range(steps + 1)],
    )


def _per_cent(value: float, whole: float) -> float:
    return round(value / whole * 100, 2)


def _mark(x: float, minutes: int, unfinished: bool) -> Mark:
    """The height grows with the minutes, up to a full day; nothing is too short to see."""
    share = min(max(minutes, SHORTEST_MINUTES), TALLEST_MINUTES) / TALLEST_MINUTES
    height = round(share**0.7 * TALLEST)
    return Mark(x=x, y=FOOT - height, height=height, open=unfinished)


def _first_days(start: date, end: date) -> list[date]:
    """The first day of the period, then the first of every month inside it."""
    days = [start]
    current = _next_month(start)
    while current <= end:
        days.append(current)
        current = _next_month(current)
    return days


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _step(whole: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 … that needs at most six steps."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if whole / (size * factor) <= FIGURES_AT_MOST:
                return size * factor
        size *= 10
