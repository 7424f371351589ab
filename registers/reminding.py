"""Reminders of renewals that fall due: found once a day, each told once however often the search runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from notices.actions import notify
from people.models.accounts import at_work
from registers.dating import period_of
from registers.editions import Edition
from registers.facts import Period
from registers.models import Registration, Renewal
from registers.periods import due_on
from tenants import jobs

# For this long after the day a holder who declared nothing is told of it, should the job not have run on the day itself.
AFTERWARDS = timedelta(days=30)
# Bodies that count the months before they ask, or publish no period, have no day by which anything falls due.
ASKED_FOR = ("rolling", "on_request", "none")
KINDS = {90: "renewal_due_in_90", 30: "renewal_due_in_30", 7: "renewal_due_in_7", -1: "renewal_overdue"}


@dataclass(frozen=True)
class Reminder:
    """`days` is the threshold passed (90, 30, 7) or -1 once the day is over."""

    registration: Registration
    period: Period
    due: date
    days: int

    @property
    def event(self) -> str:
        return f"{self.registration.uid}:due:{self.due.isoformat()}:{self.days}"


@jobs.every_day("registers.remind", hour=6)
def remind() -> None:
    """Tell each holder what falls due."""
    for one in reminders(timezone.localdate()):
        notify(
            kind=KINDS[one.days],
            recipients=[one.registration.owner],
            thing=one.registration,
            event=one.event,
            path=one.registration.get_absolute_url(),
        )


def reminders(today: date) -> list[Reminder]:
    """What is to be told on this day, told already or not: of current registrations whose period has no declared renewal.

    Two queries, however many registrations there are.
    """
    held = list(
        Registration.objects.filter(at_work("owner"), ended_on=None, is_candidate=False)
        .exclude(remind_days=[])
        .select_related("owner")
    )
    told = declared_of(held)
    found = [one for registration in held for one in _due(registration, today)]
    return [one for one in found if not _is_declared(one, told.get(one.registration.pk, ()))]


def declared_of(held: Iterable[Registration]) -> dict[int, list[Renewal]]:
    rows = Renewal.objects.filter(registration__in=[one.pk for one in held], state=Renewal.State.DECLARED)
    found: dict[int, list[Renewal]] = {}
    for row in rows:
        found.setdefault(row.registration_id or 0, []).append(row)
    return found


def _is_declared(reminder: Reminder, told: Iterable[Renewal]) -> bool:
    return any(one.period_from <= reminder.period.end <= one.period_to for one in told)


def _due(registration: Registration, today: date) -> list[Reminder]:
    """The present period's and, within its afterwards, the one before: each by the nearest threshold passed."""
    edition, present, _ = period_of(registration, today)
    if present is None:
        return []
    before_edition, before, _ = period_of(registration, present.start - timedelta(days=1))
    found = []
    for rules, period in ((edition, present), (before_edition, before)):
        due = last_day(rules, period) if period else None
        if (
            period
            and due
            and _was_held(registration, period)
            and (days := _threshold(registration, due - today))
        ):
            found.append(Reminder(registration, period, due, days))
    return found


def last_day(edition: Edition, period: Period) -> date | None:
    """The body's closing day, failing that the period's last one; None where it is the body that asks."""
    return None if edition.cycle.basis in ASKED_FOR else due_on(edition, period) or period.end


def _was_held(registration: Registration, period: Period) -> bool:
    """A period that ended before the registration began is nobody's to declare."""
    return (registration.registered_on or registration.created.date()) <= period.end


def _threshold(registration: Registration, left: timedelta) -> int:
    """The nearest of the holder's days that is reached, -1 once the day is over, 0 for nothing to tell."""
    if left.days < 0:
        return -1 if -left <= AFTERWARDS else 0
    return min((days for days in registration.remind_days if left.days <= days), default=0)
