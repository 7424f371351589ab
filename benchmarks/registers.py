"""People with registers and a year of activities, for what judges them. Each is made once, however often it is measured."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import count

from django.db import connection
from django.utils import timezone

from activities.models import KIND, Activity, Category
from evidence.models import Attachment, Evidence
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
COMPETENCES = ([], ["science-council/RSci/A1"], ["science-council/RSci/B1", "science-council/RSci/C2"])
TAGS = ([], ["safety"], ["microscopy", "training"])
numbers = count(1)


def at_host() -> None:
    """Know the institution as a request to its host does, rather than its schema alone."""
    connection.set_tenant(current_institution())


def member() -> User:
    name = f"measured{next(numbers)}"
    return User(username=name, email=f"{name}@bench.example", first_name="Measured", last_name=name)


def year_of(owner: User, number: int) -> list[Activity]:
    """Activities over the year so far and over the five kinds; every fifteenth is planned, every seventh lacks a word."""
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
            planned=index % 15 == 14,
            has_description=True,
            has_practice=True,
            has_users=index % 7 > 0,
            competences=COMPETENCES[index % 3],
            tags=TAGS[index % 3],
        )
        for index in range(number)
    ]


def log_years(people: Iterable[User], number: int) -> None:
    """Store so many activities of each, every third with a link as evidence."""
    logged = Activity.objects.bulk_create([one for person in people for one in year_of(person, number)])
    shown = logged[::3]
    pieces = Evidence.objects.bulk_create(
        Evidence(owner=one.owner, kind=Evidence.Kind.LINK, title="Notes", url="https://example.org/notes")
        for one in shown
    )
    Attachment.objects.bulk_create(
        Attachment(evidence=piece, kind=KIND, object_uid=one.uid)
        for piece, one in zip(pieces, shown, strict=True)
    )


def anchor() -> date:
    return date(timezone.localdate().year - 3, 1, 1)


def analyse() -> None:
    """As the database does by itself before long: so many new rows would mislead it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@cache
def with_five_registers(*, activities: int) -> User:
    at_host()
    person = User.objects.bulk_create([member()])[0]
    Registration.objects.bulk_create(
        Registration(owner=person, pack=pack, grade=grade, anchor_date=anchor()) for pack, grade in FIVE
    )
    log_years([person], activities)
    analyse()
    return person


@cache
def fill_registers(people: int) -> None:
    """So many more people, each with one of the five registers and a year of activities."""
    at_host()
    made = User.objects.bulk_create([member() for _ in range(people)])
    Registration.objects.bulk_create(
        Registration(owner=person, pack=FIVE[index % 5][0], grade=FIVE[index % 5][1], anchor_date=anchor())
        for index, person in enumerate(made)
    )
    for start in range(0, people, 100):
        log_years(made[start : start + 100], A_YEAR)
    analyse()
