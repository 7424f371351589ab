"""Days of authorisations in their owner's calendar."""

from collections.abc import Iterator

from authorisations.queries import current_for
from notices.calendar import Day
from people.models import User


def days(person: User) -> Iterator[Day]:
    """The last day of what ends: one query."""
    for one in current_for(person).filter(last_day__isnull=False):
        if one.last_day is not None:
            yield Day(
                uid=one.uid,
                what="Authorisation ends",
                title=one.technique.name,
                first=one.last_day,
                last=one.last_day,
                path=one.get_absolute_url(),
                changed=one.signed_at,
            )
