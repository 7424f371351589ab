"""Renewals in their owner's calendar."""

from collections.abc import Iterator

from django.utils import timezone

from notices.calendar import Day
from people.models import User
from registers.dating import period_of
from registers.queries import current_registrations
from registers.reminding import declared_of, last_day


def days(person: User) -> Iterator[Day]:
    """By when the present period of each registration is to be declared, where it is not yet: two queries."""
    held = [one for one in current_registrations(person) if not one.is_candidate]
    declared = declared_of(held) if held else {}
    for registration in held:
        edition, period, _ = period_of(registration, timezone.localdate())
        due = last_day(edition, period) if period else None
        told = declared.get(registration.pk, ())
        if (
            period is None
            or due is None
            or any(one.period_from <= period.end <= one.period_to for one in told)
        ):
            continue
        yield Day(
            uid=registration.uid,
            what="Renewal due",
            title=str(registration),
            first=due,
            last=due,
            path=registration.get_absolute_url(),
            changed=registration.changed,
        )
