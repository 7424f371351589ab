"""Reads about people, in one query each."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from lib.filters import holding_words
from people.models import Pair, User
from people.models.accounts import Role, RoleMembership


def with_roles(people: QuerySet) -> QuerySet:
    return people.prefetch_related(Prefetch("roles_held", RoleMembership.objects.filter(ended_on=None)))


def directory(*, q: str = "", role: str = "", unit: object = None, paired: str = "") -> QuerySet:
    """People for an admin: those without a live pair first, then by name."""
    live = Pair.objects.live()
    waiting = Pair.objects.waiting()
    either = Q(technician=OuterRef("pk")) | Q(supervisor=OuterRef("pk"))
    people = with_roles(User.objects.select_related("unit", "job_title")).annotate(
        is_paired=Exists(live.filter(either)), is_waiting=Exists(waiting.filter(either))
    )
    people = holding_words(people, q, "first_name", "last_name", "email")
    if role:
        people = people.holding(role)
    if unit:
        people = people.filter(unit=unit)
    if paired == "no":
        people = people.filter(is_paired=False, pk__in=_pairable())
    if paired == "waiting":
        people = people.filter(is_waiting=True)
    return people.order_by("last_name", "first_name", "pk")


def _pairable() -> QuerySet:
    return (
        RoleMembership.objects.filter(ended_on=None, role__in=[Role.TECHNICIAN, Role.SUPERVISOR])
        .values("person_id")
        .distinct()
    )


def unpaired() -> dict[str, QuerySet]:
    """Technicians without a supervisor and supervisors without a technician."""
    live = Pair.objects.live()
    current = User.objects.current().select_related("unit")
    return {
        "technicians": current.holding(Role.TECHNICIAN).exclude(pk__in=live.values("technician_id")),
        "supervisors": current.holding(Role.SUPERVISOR).exclude(pk__in=live.values("supervisor_id")),
    }


def supervisors_of(person: User) -> QuerySet:
    """Supervisors paired with this person now."""
    return User.objects.current().filter(
        pk__in=Pair.objects.live().filter(technician=person).values("supervisor_id")
    )


def other_trainers(member: User) -> QuerySet:
    """Everybody else who trains here now, by name."""
    trainers = User.objects.current().holding(Role.TRAINER)
    return trainers.exclude(pk=member.pk).order_by("last_name", "first_name", "pk")


def judges_of(owner_id: int, *named: int | None) -> QuerySet:
    """Who judges this person's work now: the supervisors paired with them, and those `named` who are trainers still."""
    paired = Pair.objects.live().filter(technician_id=owner_id).values("supervisor_id")
    trainers = User.objects.holding(Role.TRAINER).filter(pk__in=[pk for pk in named if pk]).values("pk")
    return User.objects.current().filter(Q(pk__in=trainers) | Q(pk__in=paired))


def pairs_waiting_for(person: User) -> QuerySet:
    """Proposed pairs that this technician has to answer."""
    return Pair.objects.waiting().filter(technician=person).select_related("supervisor", "proposed_by")
