"""Ready-made cohorts and programmes for their tests: made by the real verbs."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from cohorts import actions
from cohorts.models import Cohort, Programme
from people.models import User
from people.models.accounts import Role, RoleMembership
from tests.assessments.work import make_template


def cohort_of(cast, *people, starts_on: date | None = None, name: str = "Microscopy", **options) -> Cohort:
    """Run by the trainer, with these people in it."""
    made = actions.create_cohort(
        name=name, starts_on=starts_on or timezone.localdate(), actor=cast.trainer, **options
    )
    for person in people:
        actions.add_member(cohort=made, person=person, actor=cast.trainer)
    return made


def programme_of(cast, *, template=None, days=(7, 42)) -> Programme:
    """An event on the first of `days` after the first day, an assessment on the second."""
    made = actions.make_programme(actor=cast.trainer, said=actions.Said("First year", "Notes"), once=uuid4())
    template = template or make_template(cast.trainer)
    for values in (
        {"kind": "event", "title": "Laser safety", "place": "Room 2", "offset_days": days[0]},
        {"kind": "assessment", "title": template.title, "template": template, "offset_days": days[1]},
    ):
        actions.save_programme_item(programme=made, actor=cast.trainer, values=values)
    return made


def set_to(cast, cohort: Cohort, *, title: str = "Confocal", **options):
    template = make_template(cast.trainer, title=title)
    return actions.set_item(cohort=cohort, template=template, actor=cast.trainer, once=uuid4(), **options)


def technicians(number: int) -> list[User]:
    """So many technicians without a password."""
    people = [
        User(username=f"t{n}", email=f"t{n}@northmoor.example", first_name="Tess", last_name=f"No {n}")
        for n in range(number)
    ]
    User.objects.bulk_create(people)
    RoleMembership.objects.bulk_create(RoleMembership(person=one, role=Role.TECHNICIAN) for one in people)
    return people
