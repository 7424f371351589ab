"""Cohorts, and who is in them. Whoever joins is set everything the cohort was set."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cohorts.actions.holding import SENT_BEFORE, hold
from cohorts.actions.items import set_to
from cohorts.models import Cohort, Membership
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused


@transaction.atomic
def create_cohort(
    *,
    name: str,
    starts_on: date,
    actor: User,
    ends_on: date | None = None,
    trainers: Iterable[User] = (),
    once: UUID | None = None,
) -> Cohort:
    """A new cohort, run by the actor and by these trainers.

    The same `once` again is the same cohort. Raises Refused for a `once` that made another.
    """
    if not permissions.can(actor, "cohorts.run"):
        raise PermissionDenied
    values = {"name": name, "starts_on": starts_on, "ends_on": ends_on}
    cohort, is_new = Cohort.objects.get_or_create(made_key=once or uuid4(), defaults=values)
    if is_new:
        cohort.trainers.set({actor, *trainers})
        trail.record(actor, "created cohort", cohort)
    elif not permissions.can(actor, "cohorts.write_cohort", cohort):
        raise PermissionDenied
    elif trail.changed_fields(cohort, values):
        raise Refused({"": SENT_BEFORE})
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
    """Name, dates and who else runs it; the actor goes on running it. Raises Refused for a trainer in it."""
    held = hold(cohort, actor)
    run_by = {actor, *trainers}
    if inside := held.memberships.current().filter(person__in=run_by).select_related("person").first():
        said = f"{inside.person} is in this cohort, and nobody scores their own work."
        raise Refused({"trainers": said})
    changed = trail.changed_fields(held, {"name": name, "starts_on": starts_on, "ends_on": ends_on})
    held.name, held.starts_on, held.ends_on = name, starts_on, ends_on
    held.save(update_fields=["name", "starts_on", "ends_on"])
    held.trainers.set(run_by)
    trail.record(actor, "changed cohort", held, fields=changed)
    return held


@transaction.atomic
def add_member(
    *, cohort: Cohort, person: User, actor: User, joined_on: date | None = None, with_items: bool = True
) -> Membership:
    """Add a technician, and set them everything the cohort was set, unless that is left to a worker. A member already in
    is returned unchanged. Raises Refused beside `people`.
    """
    held = hold(cohort, actor)
    if not person.has_role("technician"):
        raise Refused({"people": f"{person} is not a technician; an admin can give them that role."})
    if held.is_run_by(person):
        raise Refused({"people": f"{person} runs this cohort, and nobody scores their own work."})
    member, is_new = Membership.objects.get_or_create(
        cohort=held,
        person=person,
        left_on=None,
        defaults={"joined_on": joined_on or timezone.localdate()},
    )
    if is_new:
        trail.record(actor, "added member", held)
        for item in held.items.select_related("template", "set_by") if with_items else []:
            set_to(item, person, actor)
    return member


@transaction.atomic
def remove_member(*, cohort: Cohort, person: User, actor: User) -> None:
    """They leave today, and keep all their work."""
    held = hold(cohort, actor)
    left = (
        Membership.objects.current().filter(cohort=held, person=person).update(left_on=timezone.localdate())
    )
    if left:
        trail.record(actor, "removed member", held)
