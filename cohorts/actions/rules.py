"""Who joins by a rule, and from a list: several people at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cohorts import queries
from cohorts.actions.holding import done_before, hold
from cohorts.actions.items import AT_ONCE, later
from cohorts.actions.members import add_member
from cohorts.models import BulkAct, Cohort, JoinRule
from people import trail
from people.models import JobTitle, Unit, User
from tenants import jobs


@dataclass(frozen=True)
class Conditions:
    """What must hold of a technician; what is None is not asked."""

    unit: Unit | None = None
    job_title: JobTitle | None = None
    joined_after: date | None = None


@transaction.atomic
def add_members(*, cohort: Cohort, people: Collection[User], actor: User, once: UUID) -> BulkAct:
    """Add all of these or nobody. The same `once` again adds nobody. Raises Refused, for a `once` that did something
    else as well.
    """
    held = hold(cohort, actor)
    if done := done_before(held, once, BulkAct.Kind.ADD):
        return done
    touched = [{"person": person.pk} for person in add_all(held, people, actor)]
    return BulkAct.objects.create(cohort=held, kind=BulkAct.Kind.ADD, actor=actor, once=once, touched=touched)


def add_all(cohort: Cohort, people: Collection[User], actor: User) -> list[User]:
    """Those who were not in it yet. What many of them are set is left to a worker; inside a transaction."""
    inside = set(cohort.memberships.current().values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in inside]
    at_once = len(fresh) * cohort.items.count() <= AT_ONCE
    for person in fresh:
        add_member(cohort=cohort, person=person, actor=actor, with_items=at_once)
    if not at_once:
        later(cohort, actor)
    return fresh


@transaction.atomic
def save_rule(*, cohort: Cohort, actor: User, conditions: Conditions) -> JoinRule:
    """Those for whom it holds join now, and whoever comes later joins the night after. Raises Refused."""
    held = hold(cohort, actor)
    rule, _ = JoinRule.objects.update_or_create(
        cohort=held, defaults=vars(conditions) | {"set_by": actor, "set_at": timezone.now()}
    )
    trail.record(actor, "set joining rule", held)
    return rule


@transaction.atomic
def end_rule(*, cohort: Cohort, actor: User) -> None:
    """Nobody else joins by it; who joined stays."""
    held = hold(cohort, actor)
    gone, _ = JoinRule.objects.filter(cohort=held).delete()
    if gone:
        trail.record(actor, "ended joining rule", held)


@transaction.atomic
def apply_rule(*, rule: JoinRule, actor: User) -> list[User]:
    """Add whom it holds for and who was never in: whoever was taken out or has left stays out. Returns who is new."""
    held = hold(rule.cohort, actor)
    return add_all(held, list(queries.meeting_rule(held, rule)), actor)


@jobs.every_day("cohorts.apply_rules", hour=5)
def apply_rules() -> None:
    """Every rule of a cohort that goes on, each for itself."""
    for rule in queries.rules_in_force(timezone.localdate()):
        actor = queries.acts_for(rule)
        if actor is not None:
            apply_rule(rule=rule, actor=actor)
