"""Setting things to a whole cohort, one member at a time, and marking who came to an event."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.models import Template
from cohorts.actions.holding import SENT_BEFORE, hold
from cohorts.kinds import KINDS, marks_of
from cohorts.models import Attendance, Cohort, CohortItem, Membership, Programme
from cohorts.models.items import ASSESSMENT, EVENT, TASK
from people import trail
from people.models import User
from sharing.refusals import Refused
from tenants import jobs

# Copies that are made while somebody waits; more are left to a worker.
AT_ONCE = 60


@transaction.atomic
def set_item(
    *,
    cohort: Cohort,
    template: Template,
    actor: User,
    once: UUID,
    due_on: date | None = None,
    programme: Programme | None = None,
) -> CohortItem:
    """Set a template to every member. The same `once` again is the same item. Raises Refused."""
    if not template.criteria.exists():
        raise Refused({"template": "Add at least one criterion to the template before you set it."})
    values = {"kind": ASSESSMENT, "template": template, "title": template.title, "programme": programme}
    return put_item(cohort=cohort, values=values | {"due_on": due_on}, actor=actor, once=once)


@transaction.atomic
def set_event(
    *,
    cohort: Cohort,
    title: str,
    due_on: date,
    actor: User,
    once: UUID,
    place: str = "",
    notes: str = "",
    programme: Programme | None = None,
) -> CohortItem:
    """An event of this day for every member. The same `once` again is the same item."""
    values = {"kind": EVENT, "title": title, "place": place, "notes": notes, "programme": programme}
    return put_item(cohort=cohort, values=values | {"due_on": due_on}, actor=actor, once=once)


@transaction.atomic
def set_cohort_task(
    *, cohort: Cohort, title: str, actor: User, once: UUID, notes: str = "", due_on: date | None = None
) -> CohortItem:
    """A task for every member, to be approved by whoever sets it or their supervisor. The same `once` again is the same."""
    values = {"kind": TASK, "title": title, "notes": notes, "due_on": due_on}
    return put_item(cohort=cohort, values=values, actor=actor, once=once)


def put_item(*, cohort: Cohort, values: dict[str, Any], actor: User, once: UUID) -> CohortItem:
    """An item of any kind, and each member's copy of it; inside a transaction.

    Raises Refused for a `once` that has set something else.
    """
    held = hold(cohort, actor)
    item, is_new = CohortItem.objects.get_or_create(
        cohort=held, once=once, defaults=values | {"set_by": actor}
    )
    template = values.get("template")
    asked = (values["kind"], values["title"], template.pk if template else None)
    if (item.kind, item.title, item.template_id) != asked:
        raise Refused({"": SENT_BEFORE})
    if is_new:
        trail.record(actor, "set item", held)
        if held.memberships.current().count() > AT_ONCE:
            later(held, actor)
        else:
            for member in with_roles(held.memberships.current()):
                set_to(item, member.person, actor)
    return item


def with_roles(members: QuerySet) -> QuerySet:
    return members.select_related("person").prefetch_related("person__roles_held")


def later(cohort: Cohort, actor: User) -> None:
    """Leave to a worker what would keep somebody waiting."""
    jobs.enqueue(connection.schema_name, "cohorts.catch_up", cohort=cohort.pk, actor=actor.pk)


@jobs.task("cohorts.catch_up")
def catch_up(*, cohort: int, actor: int) -> None:
    """Set every item to every member who has no copy of it, each for itself, so that a crash loses nothing done."""
    person, held = User.objects.get(pk=actor), Cohort.objects.get(pk=cohort)
    items = list(held.items.select_related("template", "set_by"))
    for item in items:
        item.cohort = held
    known = marks_of(items, person)
    for member in with_roles(held.memberships.current()):
        for item in items:
            if (item.pk, member.person_id) not in known:
                with transaction.atomic():
                    set_to(item, member.person, person)


def set_to(item: CohortItem, person: User, actor: User) -> None:
    """One member's copy of an item, as its kind has it.

    It is set by the one who set the item, so that one trainer stays the setter for the whole cohort, unless that one can
    set it no more.
    """
    usual = item.set_by
    setter = usual if usual and usual != person and usual.is_active and usual.has_role("trainer") else actor
    KINDS[item.kind].set_to(item, person, setter)


@transaction.atomic
def mark_attendance(*, item: CohortItem, actor: User, came: Mapping[int, bool | None]) -> int:
    """Say of each member, by key, whether they came; None takes back what was said. Returns how many changed."""
    held = hold(item.cohort, actor)
    inside = set(Membership.objects.filter(cohort=held).values_list("person_id", flat=True))
    said = {one.person_id: one for one in Attendance.objects.filter(item=item)}
    changed = {
        person: answer
        for person, answer in came.items()
        if person in inside and answer != (said[person].attended if person in said else None)
    }
    Attendance.objects.filter(item=item, person__in=changed).delete()
    now = timezone.now()
    Attendance.objects.bulk_create(
        Attendance(item=item, person_id=person, attended=answer, marked_by=actor, marked_at=now)
        for person, answer in changed.items()
        if answer is not None
    )
    if changed:
        trail.record(actor, "marked attendance", item)
    return len(changed)
