"""A cohort of three hundred people who were set forty items, for its matrix."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cache
from itertools import product

from django.test import Client
from django.utils import timezone

from benchmarks.registers import analyse, at_host, member
from benchmarks.stage import People, signed_in
from people.models import User

PEOPLE, ITEMS, EVENTS = 300, 36, 4
STATES = ("open", "submitted", "returned", "completed")


def matrix(ending: str = "") -> Callable[[People], Callable[[], bytes]]:
    """The page of the matrix, or a file of it: everybody, every item."""

    def ready(people: People) -> Callable[[], bytes]:
        client, address = of_300_by_40()
        return lambda: answer(client, f"{address}{ending}")

    return ready


def answer(client: Client, address: str) -> bytes:
    said = client.get(address)
    content = b"".join(said.streaming_content) if said.streaming else said.content
    if said.status_code != 200 or len(content) < PEOPLE * ITEMS:
        raise SystemExit(f"{address} answered {said.status_code} and {len(content):,} bytes.")
    return content


@cache
def of_300_by_40() -> tuple[Client, str]:
    """The trainer's browser and the cohort's address. Rows are stored at once: the acts would take an hour."""
    from cohorts import actions
    from cohorts.models import CohortItem, Membership
    from people.actions import grant_role
    from people.models.accounts import Role, RoleMembership

    at_host()
    trainer, today = member(), timezone.localdate()
    trainer.save()
    grant_role(person=trainer, role=Role.TRAINER, actor="system")
    cohort = actions.create_cohort(name="Measured", starts_on=today, actor=trainer)
    people = User.objects.bulk_create([member() for _ in range(PEOPLE)])
    RoleMembership.objects.bulk_create(RoleMembership(person=one, role=Role.TECHNICIAN) for one in people)
    Membership.objects.bulk_create(Membership(cohort=cohort, person=one, joined_on=today) for one in people)
    kinds = ["assessment"] * ITEMS + ["event"] * EVENTS
    items = CohortItem.objects.bulk_create(
        CohortItem(
            cohort=cohort, kind=kind, title=f"Item {n}", due_on=today + timedelta(days=n - 20), set_by=trainer
        )
        for n, kind in enumerate(kinds)
    )
    fill(trainer, items, people)
    analyse()
    return signed_in(trainer), cohort.get_absolute_url()


def fill(trainer: User, items: list, people: list[User]) -> None:
    from assessments.models import Assignment
    from cohorts.models import Attendance, CohortAssignment

    pairs = list(product(items[:ITEMS], people))
    made = Assignment.objects.bulk_create(
        (
            Assignment(
                owner=person,
                set_by=trainer,
                title=item.title,
                maximum=20,
                due_on=item.due_on,
                state=(state := STATES[number % 4]),
                version=1,
                total=Decimal(15) if state == "completed" else None,
                answered_at=timezone.now() if number % 3 else None,
            )
            for number, (item, person) in enumerate(pairs)
        ),
        batch_size=2_000,
    )
    links = zip(pairs, made, strict=True)
    CohortAssignment.objects.bulk_create(
        (CohortAssignment(item=item, person=person, assignment=work) for (item, person), work in links),
        batch_size=2_000,
    )
    Attendance.objects.bulk_create(
        Attendance(item=item, person=person, attended=person.pk % 5 > 0)
        for item, person in product(items[ITEMS:], people[::2])
    )
