"""Planned activities in their owner's calendar."""

from collections.abc import Iterator

from activities.models import Activity
from notices.calendar import Day
from people.models import User


def days(person: User) -> Iterator[Day]:
    """When what they planned takes place: one query. What is sealed has no title here."""
    for activity in Activity.objects.owned_by(person).filter(planned=True):
        yield Day(
            uid=activity.uid,
            what="Planned activity",
            title="" if activity.sealed else activity.title,
            first=activity.start_date,
            last=activity.end_date or activity.start_date,
            path=activity.get_absolute_url(),
            changed=activity.changed,
        )
