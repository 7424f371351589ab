"""Verbs of cohorts. Work is set through assessments' own action, one member at a time, and the link is kept."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments import actions as assessments
from assessments.models import Template
from cohorts.models import Cohort, CohortAssignment, CohortItem, Membership
from people import permissions, trail
from people.models import User


class MemberRefused(ValueError):
    """This person cannot join; the message says why in words for the screen."""


@transaction.atomic
def create_cohort(
    *, name: str, starts_on: date, actor: User, ends_on: date | None = None, trainers: Iterable[User] = ()
) -> Cohort:
    """A new cohort, run by the actor and by these trainers."""
    if not permissions.can(actor, "cohorts.run"):
        raise PermissionDenied
    cohort = Cohort.objects.create(name=name, starts_on=starts_on, ends_on=ends_on)
    cohort.trainers.set({actor, *trainers})
    trail.record(actor, "created cohort", cohort)
    return cohort


@transaction.atomic
def change_cohort(
    *,
    cohort: Cohort,
    name: str,
    starts_on: date,
    actor: User,
    ends_on: date | None = None,
    trainers: Iterable[User] = (),
) -> Cohort:
    """Name, dates and who else runs it; the actor goes on running it."""
    held = _hold(cohort, actor)
    changed = trail.changed_fields(held, {"name": name, "starts_on": starts_on, "ends_on": ends_on})
    held.name, held.starts_on, held.ends_on = name, starts_on, ends_on
    held.save(update_fields=["name", "starts_on", "ends_on"])
    held.trainers.set({actor, *trainers})
    trail.record(actor, "changed cohort", held, fields=changed)
    return held


def _hold(cohort: Cohort, actor: User) -> Cohort:
    """The cohort, locked, so that a member and an item added at once still meet. Raises PermissionDenied."""
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if not permissions.can(actor, "cohorts.write_cohort", held):
        raise PermissionDenied
    return held


@transaction.atomic
def add_member(*, cohort: Cohort, person: User, actor: User, joined_on: date | None = None) -> Membership:
    """Add a technician, and set them everything the cohort was set. A member already in is returned unchanged."""
    held = _hold(cohort, actor)
    if not person.has_role("technician"):
        raise MemberRefused(f"{person} is not a technician; an admin can give them that role.")
    if held.is_run_by(person):
        raise MemberRefused(f"{person} runs this cohort, and nobody scores their own work.")
    member, is_new = Membership.objects.get_or_create(
        cohort=held,
        person=person,
        left_on=None,
        defaults={"joined_on": joined_on or timezone.localdate()},
    )
    if is_new:
        trail.record(actor, "added member", held)
        for item in held.items.select_related("template", "set_by"):
            _set_to(item, person, actor)
    return member


@transaction.atomic
def remove_member(*, cohort: Cohort, person: User, actor: User) -> None:
    """They leave today, and keep all their work."""
    held = _hold(cohort, actor)
    left = (
        Membership.objects.current().filter(cohort=held, person=person).update(left_on=timezone.localdate())
    )
    if left:
        trail.record(actor, "removed member", held)


@transaction.atomic
def set_item(
    *, cohort: Cohort, template: Template, actor: User, once: UUID, due_on: date | None = None
) -> CohortItem:
    """Set a template to every member. The same `once` again is the same item. Raises assessments' Refused."""
    held = _hold(cohort, actor)
    if not template.criteria.exists():
        raise assessments.Refused(
            {"template": "Add at least one criterion to the template before you set it."}
        )
    item, is_new = CohortItem.objects.get_or_create(
        cohort=held,
        once=once,
        defaults={"template": template, "title": template.title, "due_on": due_on, "set_by": actor},
    )
    if is_new:
        trail.record(actor, "set item", held)
        for member in (
            held.memberships.current().select_related("person").prefetch_related("person__roles_held")
        ):
            _set_to(item, member.person, actor)
    return item


def _set_to(item: CohortItem, person: User, actor: User) -> None:
    """One member's copy of an item, once: whoever comes back finds the work they had.

    It is set by the one who set the item, so that one trainer stays the setter for the whole cohort, unless that one can
    set it no more.
    """
    if item.template is None or not person.has_role("technician"):
        return
    if CohortAssignment.objects.filter(item=item, person=person).exists():
        return
    usual = item.set_by
    setter = usual if usual and usual != person and usual.is_active and usual.has_role("trainer") else actor
    assignment = assessments.assign(
        template=item.template, person=person, actor=setter, once=item.once, due_on=item.due_on
    )
    CohortAssignment.objects.create(item=item, person=person, assignment=assignment)
