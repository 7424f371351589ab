"""Reminders, found once a day: of what is due soon or overdue to its owner, of what waits too long to those who score.

Each is told once, however often the search runs; a new due day, or another submission, is another event.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from assessments import queries
from assessments.models import Assignment
from lib.hours import working_days_between
from notices.actions import News, notify, notify_each
from notices.models import Notice
from people.models import User
from people.models.accounts import at_work
from tenants import jobs
from tenants.hosts import current_institution
from tenants.models import Institution

SOON = timedelta(days=7)
# For this long after the day its owner is told that it is overdue, should the job not have run on the day itself.
AFTERWARDS = timedelta(days=30)
OPENED = "assessment_opened"
DUE_SOON, OVERDUE = "assessment_due_soon", "assessment_overdue"
WAITING, ESCALATED = "assessment_waiting", "assessment_escalated"


@dataclass(frozen=True)
class Reminder:
    """`mark` tells one occasion from the next: the due day, or the number of the submission."""

    kind: str
    work: Any
    mark: str

    @property
    def event(self) -> str:
        return f"{self.work.uid}:{self.kind.partition('_')[2]}:{self.mark}"

    def to_owner(self) -> News:
        return News(self.kind, [self.work.owner], self.work, self.event)


@jobs.every_day("assessments.remind", hour=6)
def remind() -> None:
    today = timezone.localdate()
    notify_each(one.to_owner() for one in untold([*opened(today), *due(today)]))
    for one in untold(waiting(today, current_institution())):
        first, others = asked_first(one.work)
        people = first if one.kind == WAITING else others
        said = {"kind": one.kind, "thing": one.work, "event": one.event, "path": one.work.review_url}
        # Named as who waits, so that several can be told apart.
        notify(**said, recipients=people, actor=one.work.owner)


def untold(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Those that nobody has been told: one query for all of them."""
    wanted = {one.event: one for one in reminders}
    told = set(Notice.objects.filter(event__in=wanted).values_list("event", flat=True))
    return [one for event, one in wanted.items() if event not in told]


def opened(today: date) -> Iterator[Reminder]:
    """Of work that opened today, or not long ago should the job not have run on the day itself: one query."""
    rows = Assignment.objects.with_trainee().filter(opens_on__gt=today - AFTERWARDS, opens_on__lte=today)
    for work in rows.filter(at_work("owner")).select_related("owner"):
        if timezone.localdate(work.set_at) < work.opens_on:
            yield Reminder(OPENED, work, work.opens_on.isoformat())


def due(today: date) -> Iterator[Reminder]:
    """Of work with its owner that is due within a week, or was not long ago: one query."""
    return due_among(Assignment.objects.with_trainee().opened(), today, soon=DUE_SOON, overdue=OVERDUE)


def due_among(rows: QuerySet, today: date, *, soon: str, overdue: str) -> Iterator[Reminder]:
    """The same among rows of any kind that have an `owner` and a `due_on`; `soon` and `overdue` are kinds of notice."""
    near = rows.filter(at_work("owner"), due_on__gte=today - AFTERWARDS, due_on__lte=today + SOON)
    for work in near.select_related("owner"):
        yield Reminder(overdue if work.due_on < today else soon, work, work.due_on.isoformat())


def waiting(today: date, rules: Institution) -> Iterator[Reminder]:
    """Of submissions that wait as long as the institution lets them, the longest first: one query.

    First whoever was asked is reminded; then, where it chose so, the others who may score.
    """
    patience = {
        WAITING: rules.remind_after,
        ESCALATED: rules.escalate_after and rules.remind_after + rules.escalate_after,
    }
    steps = {kind: days for kind, days in patience.items() if days}
    if not steps:
        return
    latest = today - timedelta(days=min(steps.values()))
    for work in (
        Assignment.objects.awaiting_score()
        .filter(submitted_at__date__lte=latest)
        .select_related("owner")
        .order_by("submitted_at", "pk")
    ):
        waited = working_days_between(timezone.localdate(work.submitted_at), today)
        for kind, days in steps.items():
            if waited >= days:
                yield Reminder(kind, work, str(work.version))


def asked_first(work: Assignment) -> tuple[list[User], list[User]]:
    """(whose turn it is, the others who may score): the named assessor, else whoever set it; else all are asked first."""
    people = list(queries.scorers_of(work))
    for named in (work.assessor_id, work.set_by_id):
        if any(person.pk == named for person in people):
            return (
                [person for person in people if person.pk == named],
                [person for person in people if person.pk != named],
            )
    return people, []
