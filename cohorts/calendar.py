"""Days of a cohort's events in its members' calendar; assessments are there by themselves."""

from collections.abc import Iterator

from cohorts.models import CohortItem, Membership
from cohorts.models.items import EVENT
from notices.calendar import Day
from people.models import User


def days(person: User) -> Iterator[Day]:
    """Events of the cohorts they are in now: one query."""
    inside = Membership.objects.current().filter(person=person).values("cohort_id")
    for item in CohortItem.objects.filter(cohort__in=inside, kind=EVENT, due_on__isnull=False):
        if item.due_on is not None:
            yield Day(
                uid=item.uid,
                what="Training event",
                title=item.title,
                first=item.due_on,
                last=item.due_on,
                path="/cohorts/mine/",
                changed=item.set_at,
            )
