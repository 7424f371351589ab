"""The period a day falls in, by the pack's own basis. Both edges belong to the period.

`fixed` and `calendar` end on a date of the year; `rolling` (and `on_request`) are the months up to the day of
notice; every other basis runs from the member's own date and cannot be known without it.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from registers.editions import Edition
from registers.facts import Period

ONE_DAY = timedelta(days=1)

BASES = {
    "fixed": "the year that ends on the body's closing date",
    "calendar": "the calendar year",
    "rolling": "the months before you are asked",
    "on_request": "the months before you are asked",
    "member_anniversary": "from the anniversary of your accreditation",
    "member_start": "from the day you joined the scheme",
    "membership_year": "your membership year",
    "annual": "a year from your own date",
    "institution": "a year set by your institution",
    "profession_renewal": "the cycle of your profession",
    "none": "no period is published",
}


class PeriodUnknownError(ValueError):
    """The period needs a date that was not given, or the body publishes none. The message says which."""


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day: 29 February becomes 28 in a
    common year.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def months_long(start: date, end: date) -> int:
    """How many months a stretch lasts, both days included; a begun month counts whole."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (1 if add_months(start, months) <= end else 0)


def period_on(edition: Edition, day: date, *, anchor: date | None = None) -> Period:
    """The period that holds a day; for a rolling basis the day is that of notice and the last one counted.

    `anchor` is the member's own date. Raises PeriodUnknownError.
    """
    cycle = edition.cycle
    for merged in cycle.merged:
        if day in merged:
            return merged
    if cycle.length_months is None:
        raise PeriodUnknownError(f"{edition.called} publishes no period; give the dates you want judged.")
    if cycle.basis in ("rolling", "on_request"):
        return Period(add_months(day + ONE_DAY, -cycle.length_months), day)
    if cycle.basis in ("fixed", "calendar"):
        anchor = _published_start(cycle.start, cycle.due)
    if anchor is None:
        raise PeriodUnknownError(f"{edition.called} counts {BASES[cycle.basis]}; enter the date it began.")
    return _clipped(_window(anchor, day, cycle.length_months), cycle.merged)


def _published_start(start: str | None, due: str | None) -> date:
    """The start of some cycle: the published day of the year, or the day after the published closing date."""
    if start:
        return date.fromisoformat(f"2000-{start}")
    return date.fromisoformat(f"2000-{due}") + ONE_DAY


def _window(anchor: date, day: date, length: int) -> Period:
    """The run of `length` months, counted from the anchor itself: 29 February returns in leap years."""
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    turn = months // length
    if add_months(anchor, turn * length) > day:
        turn -= 1
    return Period(add_months(anchor, turn * length), add_months(anchor, (turn + 1) * length) - ONE_DAY)


def _clipped(period: Period, merged: tuple[Period, ...]) -> Period:
    """What was judged in a merged period is not judged again in the one before or after it."""
    start, end = period.start, period.end
    for block in merged:
        if block.end in period:
            start = max(start, block.end + ONE_DAY)
        if block.start in period:
            end = min(end, block.start - ONE_DAY)
    return Period(start, end)


def first_free(period: Period, taken: Iterable[Period]) -> Period | None:
    """The first stretch of a period that none of the others holds a day of; None when they leave nothing."""
    start, end = period.start, period.end
    for one in sorted(taken):
        if one.start > start:
            end = min(end, one.start - ONE_DAY)
            break
        start = max(start, one.end + ONE_DAY)
    return Period(start, end) if start <= end else None


def due_on(edition: Edition, period: Period) -> date | None:
    """The published closing day of the return for a period: on its last day or the first such day after it; None when
    the body publishes none.
    """
    due = edition.cycle.due or ""
    try:
        day = date.fromisoformat(f"{period.end.year}-{due}")
    except ValueError:
        return None
    return day if day >= period.end else add_months(day, 12)
