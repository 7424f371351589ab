"""A programme begins with a cohort, and a cohort is run again."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from cohorts.actions.holding import hold
from cohorts.actions.items import put_item
from cohorts.actions.members import create_cohort
from cohorts.models import Cohort, CohortItem, Programme, ProgrammeItem
from cohorts.queries import usable_templates
from people import permissions, trail
from people.models import User

COPIED = ("kind", "title", "place", "notes", "template")


@transaction.atomic
def start_programme(
    *, cohort: Cohort, programme: Programme, actor: User, once: UUID, only: Collection[UUID] | None = None
) -> list[CohortItem]:
    """Set each item of it (or `only` those with these uids), due so long after the cohort's first day.

    What the actor cannot use, a template of somebody else's or one put away, is left out. The same `once` again sets nothing
    anew. Returns the items as they stand with the cohort.
    """
    held = hold(cohort, actor)
    if not permissions.can(actor, "cohorts.read_programme", programme):
        return []
    wanted = [
        (item, item.due_on(held.starts_on))
        for item in programme.items.select_related("template")
        if only is None or item.uid in only
    ]
    made = _set_all(held, wanted, programme=programme, actor=actor, once=once)
    trail.record(actor, "started programme", held)
    return made


def _set_all(
    cohort: Cohort,
    wanted: Iterable[tuple[ProgrammeItem | CohortItem, date | None]],
    *,
    programme: Programme | None,
    actor: User,
    once: UUID,
) -> list[CohortItem]:
    usable = set(usable_templates(actor).values_list("pk", flat=True))
    made = []
    for item, due_on in wanted:
        if item.kind == "assessment" and item.template_id not in usable:
            continue
        values = {name: getattr(item, name) for name in COPIED} | {"due_on": due_on, "programme": programme}
        made.append(put_item(cohort=cohort, values=values, actor=actor, once=uuid5(once, str(item.uid))))
    return made


@transaction.atomic
def run_again(
    *, cohort: Cohort, name: str, starts_on: date, actor: User, once: UUID, ends_on: date | None = None
) -> Cohort:
    """A new cohort without members, set what this one was, each thing as long after the first day.

    It is run by the same trainers. The same `once` again is the same cohort; raises as `create_cohort`.
    """
    held = hold(cohort, actor)
    made = create_cohort(
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        actor=actor,
        trainers=held.trainers.all(),
        once=uuid5(once, str(held.uid)),
    )
    wanted = [
        (item, _moved(item.due_on, starts_on - held.starts_on))
        for item in held.items.select_related("template")
    ]
    _set_all(made, wanted, programme=None, actor=actor, once=once)
    return made


def _moved(due_on: date | None, by: timedelta) -> date | None:
    return None if due_on is None else due_on + by
