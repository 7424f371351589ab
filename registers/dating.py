"""Which edition and which period a registration is in on a day."""

from datetime import date, timedelta

from registers import packs, periods
from registers.editions import Edition
from registers.facts import Period
from registers.models import Registration


def period_of(registration: Registration, day: date) -> tuple[Edition, Period | None, str]:
    """(edition, period, trouble) on a day: without a period, `trouble` says which date is missing.

    The edition is the one in force when the period ends, which judges it.
    """
    edition = packs.edition_on(registration.pack, day)
    try:
        period = periods.period_on(edition, day, anchor=registration.anchor)
        return packs.edition_on(registration.pack, period.end), period, ""
    except periods.PeriodUnknownError as unknown:
        return edition, None, str(unknown)


def before(registration: Registration, period: Period) -> tuple[Edition, Period | None]:
    """The period that ended the day before this one began, and the edition that judges it."""
    edition, found, _ = period_of(registration, period.start - timedelta(days=1))
    return edition, found
