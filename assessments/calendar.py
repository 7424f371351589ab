"""Days of assessments in their owner's calendar."""

from collections.abc import Iterator

from assessments.queries import open_for
from notices.calendar import Day
from people.models import User


def days(person: User) -> Iterator[Day]:
    """When what they have to answer is due: one query."""
    for work in open_for(person).filter(due_on__isnull=False):
        if work.due_on is not None:
            yield Day(
                uid=work.uid,
                what="Assessment due",
                title=work.title,
                first=work.due_on,
                last=work.due_on,
                path=work.get_absolute_url(),
                changed=work.answered_at or work.set_at,
            )
