"""Goals of a development plan in their owner's calendar."""

from collections.abc import Iterator

from notices.calendar import Day
from people.models import User
from plans.models import Goal


def days(person: User) -> Iterator[Day]:
    """By when they want to reach what is open: one query."""
    for goal in Goal.objects.owned_by(person).filter(state=Goal.State.OPEN, target_on__isnull=False):
        if goal.target_on is not None:
            yield Day(
                uid=goal.uid,
                what="Goal of your plan",
                title=goal.title,
                first=goal.target_on,
                last=goal.target_on,
                path=goal.get_absolute_url(),
                changed=goal.changed,
            )
