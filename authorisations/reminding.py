"""Found once a day: what lapses soon, and what has lapsed. Its owner and whoever signed are told once of each last day.

Before a date runs out its owner gets one task to have it renewed.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from assessments.reminding import Reminder, untold
from authorisations import actions, currency, queries
from authorisations.models import Authorisation
from notices.actions import News, notify_each
from people.models import User
from people.permissions import can
from tenants import jobs

# For this long afterwards it is told that one has lapsed, should the job not have run on the day itself.
AFTERWARDS = timedelta(days=30)
SOON, LAPSED = "authorisation_lapses_soon", "authorisation_lapsed"


@jobs.every_day("authorisations.remind", hour=5)
def remind() -> None:
    today = timezone.localdate()
    rows = list(queries.ending(since=today - AFTERWARDS, until=today + currency.SOON))
    for one in rows:
        if is_to_renew(one, today):
            actions.make_renewal_task(authorisation=one)
    news = untold(occasions(rows, today))
    signers = {person.pk: person for person in signers_of(news)}
    notify_each(told(reminder, signers.get(reminder.work.signed_by_id)) for reminder in news)


def told(reminder: Reminder, signer: User | None) -> News:
    """To its owner and whoever signed; who signed once and stands in no pair with its owner now reads it no more."""
    people = [reminder.work.owner]
    if signer is not None and can(signer, "authorisations.read", reminder.work):
        people.append(signer)
    return News(reminder.kind, people, reminder.work, reminder.event)


def is_to_renew(one: Authorisation, today: date) -> bool:
    """Its date runs out within the month, and it has no task yet."""
    return (
        one.renewal_task_id is None
        and one.valid_until is not None
        and one.valid_until - currency.SOON <= today <= one.valid_until
        and one.standing in currency.HOLDS
    )


def occasions(rows: list[Authorisation], today: date) -> Iterator[Reminder]:
    for one in rows:
        held = currency.standing(one.terms, today)
        if held != currency.IN_FORCE:
            yield Reminder(LAPSED if held in currency.LAPSED else SOON, one, str(one.last_day))


def signers_of(news: list[Reminder]) -> list[User]:
    wanted = {reminder.work.signed_by_id for reminder in news}
    return list(User.objects.current().filter(pk__in=wanted).prefetch_related("roles_held"))
