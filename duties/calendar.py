"""Days of tasks in their owner's calendar."""

from collections.abc import Iterator

from duties.queries import open_for
from notices.calendar import Day
from people.models import User


def days(person: User) -> Iterator[Day]:
    """When what they have to do is due: one query."""
    for task in open_for(person).filter(due_on__isnull=False):
        yield Day(
            uid=task.uid,
            what="Task due",
            title=task.title,
            first=task.due_on,
            last=task.due_on,
            path=task.get_absolute_url(),
            changed=task.set_at,
        )
