"""The cast: the people of the demo, who carry every test. Built once into the template database."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from people import actions
from people.models import JobTitle, Pair, Unit, User
from people.models.accounts import Role
from tenants.models import Operator
from tenants.provisioning import create_institution
from tenants.schemas import in_schema

PASSWORD = "demo-aspire-2026"


@dataclass(frozen=True)
class Part:
    email: str
    first_name: str
    last_name: str
    roles: tuple[str, ...]
    unit: str = "Bioimaging"
    job_title: str = "Senior technician"


NORTHMOOR = {
    "technician": Part("technician@northmoor.example", "Megan", "Okafor", (Role.TECHNICIAN,)),
    "engineer": Part(
        "engineer@northmoor.example", "Tomasz", "Brandt", (Role.TECHNICIAN,), "Mechanical workshop"
    ),
    "supervisor": Part(
        "supervisor@northmoor.example", "Alan", "Whitcombe", (Role.SUPERVISOR, Role.TECHNICIAN)
    ),
    "trainer": Part("trainer@northmoor.example", "Priya", "Raman", (Role.TRAINER,)),
    "admin": Part("admin@northmoor.example", "Helen", "Marsh", (Role.ADMIN,)),
    "editor": Part("editor@northmoor.example", "Gethin", "Pryce", (Role.EDITOR,)),
    # Colleagues who stand in no pair with the technician: the strangers of the permission tests.
    "colleague": Part("colleague@northmoor.example", "Ruth", "Adeyemi", (Role.TECHNICIAN,)),
    "other_supervisor": Part("other.supervisor@northmoor.example", "Dev", "Chandra", (Role.SUPERVISOR,)),
    "other_trainer": Part("other.trainer@northmoor.example", "Ines", "Carvalho", (Role.TRAINER,)),
    "other_admin": Part("other.admin@northmoor.example", "Owen", "Blake", (Role.ADMIN,)),
}
SOUTHBY = {
    "technician": Part("technician@southby.example", "Sam", "Lister", (Role.TECHNICIAN,), "Chemistry stores"),
    "supervisor": Part("supervisor@southby.example", "Jo", "Farrow", (Role.SUPERVISOR,), "Chemistry stores"),
    "admin": Part("admin@southby.example", "Bea", "Nolan", (Role.ADMIN,), "Chemistry stores"),
}


def build() -> None:
    """Both institutions, their people and pairs, and the platform's operator."""
    operator = Operator(email="operator@aspirecpd.example", name="Kit Lowry")
    operator.set_password(PASSWORD)
    operator.save()
    for slug, name, cast, colour in (
        ("northmoor", "University of Northmoor", NORTHMOOR, "#6a1b3d"),
        ("southby", "Southby Institute", SOUTHBY, "#1d4f3f"),
    ):
        created = create_institution(
            slug=slug, name=name, domain=f"{slug}.localhost", admin_email=cast["admin"].email, colour=colour
        )
        with in_schema(created.institution.schema_name):
            people = {role: enter(part) for role, part in cast.items()}
            for technician in ("technician", "engineer"):
                if technician in people:
                    pair(people[technician], people["supervisor"])


def enter(part: Part) -> User:
    """One account, with its password set."""
    unit, _ = Unit.objects.get_or_create(name=part.unit)
    title, _ = JobTitle.objects.get_or_create(name=part.job_title)
    person = User.objects.filter(email=part.email).first()
    if person is None:
        person = actions.create_person(
            email=part.email,
            first_name=part.first_name,
            last_name=part.last_name,
            roles=part.roles,
            actor="system",
            unit=unit,
            job_title=title,
        )
    person.set_password(PASSWORD)
    person.first_name, person.last_name = part.first_name, part.last_name
    person.save()
    return person


def pair(technician: User, supervisor: User) -> Pair:
    """An accepted pair that began a month ago."""
    proposed = actions.propose_pair(
        technician=technician,
        supervisor=supervisor,
        actor=supervisor,
        started_on=timezone.localdate() - timedelta(days=30),
    )
    return actions.accept_pair(pair=proposed, actor=technician)


class Cast:
    """`cast.technician` is a fresh User of the institution at hand, with nothing cached."""

    def __init__(self, parts: dict[str, Part]) -> None:
        self._parts = parts

    def __getattr__(self, name: str) -> User:
        try:
            return User.objects.get(email=self._parts[name].email)
        except KeyError:
            raise AttributeError(name) from None
