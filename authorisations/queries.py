"""Reads of techniques and authorisations, each one query whatever their number."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from assessments.queries import may_be_set
from authorisations.models import Authorisation, Technique
from people.models import User

PARTS = ("owner", "technique__unit", "signed_by")


def with_parts() -> QuerySet:
    return Authorisation.objects.select_related(*PARTS, "withdrawn_by", "renewal_task")


def current_for(member: User) -> QuerySet:
    """This person's own that are neither withdrawn nor renewed since, what ends first on top."""
    return Authorisation.objects.filter(owner_id=member.pk).current().select_related(*PARTS)


def past_of(member: User) -> QuerySet:
    """This person's own that were withdrawn or renewed, the latest first."""
    over = Q(withdrawn_at__isnull=False) | Q(replaced_at__isnull=False)
    return (
        Authorisation.objects.filter(over, owner_id=member.pk).select_related(*PARTS).order_by("-signed_at")
    )


def overseen(member: User) -> QuerySet:
    """The current ones of others whom this member signs for, what has lapsed or ends first on top."""
    return (
        Authorisation.objects.visible_to(member).exclude(owner_id=member.pk).current().select_related(*PARTS)
    )


def history_of(authorisation: Authorisation) -> QuerySet:
    """Everything that was ever signed for this person and technique, the latest first."""
    return (
        Authorisation.objects.filter(owner_id=authorisation.owner_id, technique_id=authorisation.technique_id)
        .select_related("signed_by", "withdrawn_by", "technique")
        .order_by("-signed_at", "-pk")
    )


def door_sheet(technique: Technique, day: date) -> QuerySet:
    """Who may run it on that day, by name. Whoever has left or is a technician no more is not on it."""
    return (
        Authorisation.objects.filter(technique=technique, owner__in=_technicians())
        .holding_on(day)
        .select_related("owner")
        .order_by("owner__last_name", "owner__first_name", "pk")
    )


def _technicians() -> QuerySet:
    return User.objects.current().holding("technician").order_by().values("pk")


def techniques() -> QuerySet:
    """The list, with `holders`: how many may run each today."""
    today = timezone.localdate()
    holds = Q(
        authorisations__withdrawn_at=None,
        authorisations__replaced_at=None,
        authorisations__owner__in=_technicians(),
    ) & (Q(authorisations__last_day=None) | Q(authorisations__last_day__gte=today))
    rows = Technique.objects.select_related("unit")
    return rows.annotate(holders=Count("authorisations", filter=holds)).order_by(Lower("name"), "place", "pk")


def may_be_authorised(member: User) -> QuerySet:
    """For whom this member may sign: a trainer for any technician, a supervisor for their own; never themselves."""
    if not member.has_role("trainer", "supervisor"):
        return User.objects.none()
    return may_be_set(member)


def ending(*, since: date, until: date) -> QuerySet:
    """Current ones of people who are here, technicians still, whose last day is between the two, both included."""
    return (
        Authorisation.objects.current()
        .filter(last_day__range=(since, until), owner__in=_technicians(), technique__archived_at=None)
        .select_related("owner", "technique")
    )
