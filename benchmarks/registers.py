"""People with registers and a year of activities, for what judges them."""

from datetime import date, timedelta
from itertools import count

from django.db import connection
from django.utils import timezone

from activities.models import Activity, Category
from people.models import User
from registers.models import Registration
from tenants.hosts import current_institution

FIVE = (
    ("science-council", "RSci"),
    ("iet", "EngTech"),
    ("ist", "RSciTech"),
    ("imeche", "EngTech"),
    ("rsc", "RSciTech"),
)
# Activities a year of a busy technician.
A_YEAR = 40
numbers = count(1)


def at_host() -> None:
    """Know the institution as a request to its host does, rather than its schema alone."""
    connection.set_tenant(current_institution())


def member() -> User:
    name = f"measured{next(numbers)}"
    return User(username=name, email=f"{name}@bench.example", first_name="Measured", last_name=name)


def year_of(owner: User, number: int) -> list[Activity]:
    """Activities spread over the year so far, over the five kinds, with reflections and a mapped competence."""
    today = timezone.localdate()
    first = date(today.year, 1, 1)
    days = max((today - first).days, 1)
    return [
        Activity(
            owner=owner,
            title=f"Activity {index}",
            start_date=first + timedelta(index % days),
            end_date=first + timedelta(index % days),
            minutes=90,
            category=Category.values[index % 5],
            has_description=True,
            has_practice=True,
            has_users=index % 7 > 0,
            competences=[f"science-council/RSci/{'ABC'[index % 3]}1"],
        )
        for index in range(number)
    ]


def with_five_registers(*, activities: int) -> User:
    at_host()
    person = User.objects.bulk_create([member()])[0]
    anchor = date(timezone.localdate().year - 3, 1, 1)
    Registration.objects.bulk_create(
        Registration(owner=person, pack=pack, grade=grade, anchor_date=anchor) for pack, grade in FIVE
    )
    Activity.objects.bulk_create(year_of(person, activities))
    return person


def fill_registers(people: int) -> None:
    """So many more people, each with one of the five registers and a year of activities."""
    at_host()
    made = User.objects.bulk_create([member() for _ in range(people)])
    anchor = date(timezone.localdate().year - 3, 1, 1)
    Registration.objects.bulk_create(
        Registration(owner=person, pack=FIVE[index % 5][0], grade=FIVE[index % 5][1], anchor_date=anchor)
        for index, person in enumerate(made)
    )
    for start in range(0, people, 100):
        chunk = made[start : start + 100]
        Activity.objects.bulk_create([one for person in chunk for one in year_of(person, A_YEAR)])
