"""What trainers and supervisors follow of their own people, each in a fixed number of queries.

Counted is what `visible_to` opens to whoever looks, and nothing else: no draft, nothing sealed, nothing kept to oneself.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from activities.models import Activity
from assessments import states
from cohorts.models import Cohort, CohortAssignment, Membership
from cohorts.reckoning import ACTIVITY, ENTRY, Fact, Load, loads
from journals.models import Entry
from people.models import Pair, User
from people.models.accounts import at_work


def people_of(member: User, cohort: Cohort | None = None) -> QuerySet:
    """Technicians paired with a supervisor now and members of a trainer's cohorts; of one cohort where it is named."""
    own = Cohort.objects.visible_to(member)
    inside = Membership.objects.current().filter(cohort__in=own if cohort is None else [cohort])
    whose = Q(pk__in=inside.values("person_id"))
    if cohort is None:
        whose |= Q(pk__in=member.supervised_ids)
    return (
        User.objects.current().filter(whose).exclude(pk=member.pk).order_by("last_name", "first_name", "pk")
    )


def facts(member: User, people: Collection[int], since: date) -> Iterator[Fact]:
    """Two queries. An activity counts on the day it ended, an entry on its date; what is planned does not count."""
    logged = Activity.objects.visible_to(member).among(people).filter(planned=False, end_date__gte=since)
    wanted = ("owner_id", "end_date", "category", "competences")
    for owner, day, category, competences in logged.order_by().values_list(*wanted):
        yield Fact(owner, day, ACTIVITY, category, competences)
    written = Entry.objects.visible_to(member).filter(owner__in=people, date__gte=since)
    for owner, day in written.order_by().values_list("owner_id", "date"):
        yield Fact(owner, day, ENTRY)


@dataclass(frozen=True)
class Standing:
    """`logged` is the last day on which they logged or wrote something that they share; None for never."""

    person: Any
    cohorts: list[str]
    seen: date | None
    logged: date | None
    is_unseen: bool
    is_silent: bool


def quiet(member: User, *, days: int, today: date) -> list[Standing]:
    """Members of own cohorts not seen for so many days, or who share nothing newer; who was seen longest ago first."""
    memberships = (
        Membership.objects.current()
        .filter(at_work("person"), cohort__in=Cohort.objects.visible_to(member))
        .select_related("person", "cohort")
        .order_by("cohort__name")
    )
    people: dict[int, tuple[User, list[str]]] = {}
    for one in memberships:
        people.setdefault(one.person_id, (one.person, []))[1].append(one.cohort.name)
    last, since = last_logged(member, list(people)), today - timedelta(days=days)
    found = []
    for key, (person, cohorts) in people.items():
        seen, logged = person.last_seen, last.get(key)
        unseen, silent = seen is None or seen < since, logged is None or logged < since
        if unseen or silent:
            found.append(Standing(person, cohorts, seen, logged, unseen, silent))
    return sorted(found, key=lambda one: (one.seen or date.min, one.logged or date.min, str(one.person)))


def last_logged(member: User, people: Collection[int]) -> dict[int, date]:
    """The last day on which each of them logged or wrote something this member may read: two queries."""
    last: dict[int, datetime] = {}
    logged = Activity.objects.visible_to(member).among(people)
    written = Entry.objects.visible_to(member).filter(owner__in=people)
    for rows in (logged, written):
        for owner, at in (
            rows.order_by().values("owner_id").annotate(at=Max("created")).values_list("owner_id", "at")
        ):
            last[owner] = max(at, last.get(owner, at))
    return {owner: timezone.localdate(at) for owner, at in last.items()}


def reviews_waiting(member: User) -> list[Load]:
    """How much of what this trainer's cohorts were set waits for each who may score it: three queries, and no words."""
    links = CohortAssignment.objects.filter(
        item__cohort__in=Cohort.objects.visible_to(member), assignment__state=states.SUBMITTED
    ).order_by()
    fields = ("person_id", "assignment__set_by_id", "assignment__assessor_id", "assignment__submitted_at")
    work = list(links.values_list(*fields))
    pairs: dict[int, set[int]] = {}
    owners = {row[0] for row in work}
    for owner, supervisor in (
        Pair.objects.live().filter(technician__in=owners).values_list("technician_id", "supervisor_id")
    ):
        pairs.setdefault(owner, set()).add(supervisor)
    named = {key for row in work for key in row[1:3] if key}
    paired = set().union(*pairs.values())
    trainers = User.objects.holding("trainer").filter(pk__in=named).values("pk")
    people = User.objects.current().filter(Q(pk__in=trainers) | Q(pk__in=paired)).in_bulk()
    may_train = named & people.keys()
    return loads(
        (
            (timezone.localdate(at), pairs.get(owner, set()) | ({set_by, assessor} & may_train))
            for owner, set_by, assessor, at in work
        ),
        people,
    )
