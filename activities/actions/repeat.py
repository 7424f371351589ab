"""One activity again on other days: a weekly meeting, an entry for each date."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from activities.actions.changes import done_before, keep_change, made
from activities.actions.log import unsaved, values_again
from activities.models import Activity, Change
from people import trail
from people.models import User

MOST_REPEATS = 52


class RepeatRefused(ValueError):
    """It cannot be repeated on these days; the message says why."""


@transaction.atomic
def repeat_activity(*, activity: Activity, actor: User, days: Iterable[date], once: UUID) -> Change:
    """One new activity for each of the days, in one act; those still to come are planned. The same `once` is one act.

    Each has the words of this one but for the benefits, its length and its readers; evidence stays where it is.
    Raises RepeatRefused for no day, or more than MOST_REPEATS.
    """
    if done := done_before(actor, once):
        return done
    wanted = sorted(set(days))
    if not 1 <= len(wanted) <= MOST_REPEATS:
        raise RepeatRefused(f"Choose from 1 to {MOST_REPEATS} dates: there are {len(wanted)}.")
    values, today = values_again(activity), timezone.localdate()
    span = (activity.end_date or activity.start_date) - activity.start_date
    rows = [
        unsaved(actor, values | {"start_date": day, "end_date": day + span, "planned": day > today})
        for day in wanted
    ]
    Activity.objects.bulk_create(rows)
    trail.record_many(actor, "logged", rows)
    return keep_change(owner=actor, kind=Change.Kind.REPEATED, once=once, items=[made(row) for row in rows])


def days_taken(activity: Activity, days: Iterable[date]) -> set[date]:
    """Those of the days on which its owner has logged one of the same title already. For the owner's own session only."""
    wanted = list(days)
    title = activity.words()["title"].casefold()
    begun = Activity.objects.filter(owner_id=activity.owner_id, deleted_at=None, start_date__in=wanted)
    return {row.start_date for row in begun if row.words()["title"].casefold() == title}
