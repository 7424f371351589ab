"""Work set to whoever meets a rule, now and later: the cohort that holds them together is made in the same act."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from assessments.actions import Refused
from assessments.models import Template
from cohorts.actions.items import SENT_BEFORE, set_item
from cohorts.actions.members import create_cohort
from cohorts.actions.rules import Conditions, apply_rule, save_rule
from cohorts.actions.starting import start_programme
from cohorts.models import Cohort, JoinRule, Programme
from people.models import User

NOTHING = "There is nothing in it that you can set."


@dataclass(frozen=True)
class Wanted:
    """What is set: an assessment by its due date, or a programme from the cohort's first day on."""

    template: Template | None = None
    due_on: date | None = None
    programme: Programme | None = None


@transaction.atomic
def set_by_rule(
    *, wanted: Wanted, conditions: Conditions, name: str, starts_on: date, actor: User, once: UUID
) -> Cohort:
    """A cohort of this name whose members join by the rule, set what is wanted. The same `once` again is the same cohort.

    Raises PermissionDenied for who runs no cohorts, and assessments' Refused where nothing of it can be set, or for a `once`
    that has made something else.
    """
    cohort = create_cohort(name=name, starts_on=starts_on, actor=actor, once=once)
    rule = JoinRule.objects.filter(cohort=cohort).select_related("unit", "job_title").first()
    asked = Conditions(rule.unit, rule.job_title, rule.joined_after) if rule else conditions
    if (cohort.name, cohort.starts_on, asked) != (name, starts_on, conditions):
        raise Refused({"": SENT_BEFORE})
    if rule is not None:
        return cohort
    _set(cohort, wanted, actor=actor, once=uuid5(once, "what is set"))
    apply_rule(rule=save_rule(cohort=cohort, actor=actor, conditions=conditions), actor=actor)
    return cohort


def _set(cohort: Cohort, wanted: Wanted, *, actor: User, once: UUID) -> None:
    """Before anybody is in it: each member is set it as they join."""
    if wanted.template is not None:
        set_item(cohort=cohort, template=wanted.template, due_on=wanted.due_on, actor=actor, once=once)
    elif wanted.programme is None or not start_programme(
        cohort=cohort, programme=wanted.programme, actor=actor, once=once
    ):
        raise Refused({"": NOTHING})
