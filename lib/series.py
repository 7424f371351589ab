"""Days that come round again: every so many days, or each month."""

import calendar
from datetime import date, timedelta


def days_after(
    first: date, *, step: int, months: bool = False, until: date | None = None, most: int
) -> list[date]:
    """The days after `first`, `step` days (or months) apart, up to and with `until`; at most `most` of them.

    A month that has no such day gives its last: 31 Jan, 28 Feb, 31 Mar. `first` itself is not among them.
    """
    found: list[date] = []
    for number in range(1, most + 1):
        day = month_later(first, step * number) if months else first + timedelta(step * number)
        if until and day > until:
            break
        found.append(day)
    return found


def month_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
