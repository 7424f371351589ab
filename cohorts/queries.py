"""Reads of cohorts, each one query whatever the number of people."""

from django.db.models import Count, Q, QuerySet

from cohorts.models import Cohort, CohortAssignment, Membership
from people.models import User


def run_by(member: User) -> QuerySet:
    """This trainer's cohorts, with `members_now` and `items_set`."""
    return (
        Cohort.objects.visible_to(member)
        .prefetch_related("trainers")
        .annotate(
            members_now=Count("memberships", filter=Q(memberships__left_on=None), distinct=True),
            items_set=Count("items", distinct=True),
        )
    )


def members_of(cohort: Cohort) -> QuerySet:
    return (
        Membership.objects.current()
        .filter(cohort=cohort)
        .select_related("person__unit")
        .order_by("person__last_name", "person__first_name", "pk")
    )


def left_from(cohort: Cohort) -> QuerySet:
    return (
        Membership.objects.filter(cohort=cohort)
        .exclude(left_on=None)
        .select_related("person")
        .order_by("-left_on")
    )


def links_of(cohort: Cohort) -> QuerySet:
    return CohortAssignment.objects.filter(item__cohort=cohort).select_related("assignment")


def may_join(cohort: Cohort) -> QuerySet:
    """Technicians who are not in the cohort and do not run it."""
    inside = Membership.objects.current().filter(cohort=cohort)
    return (
        User.objects.current()
        .holding("technician")
        .exclude(pk__in=inside.values("person_id"))
        .exclude(pk__in=cohort.trainers.values("pk"))
        .prefetch_related("roles_held")
        .order_by("last_name", "first_name", "pk")
    )


def other_trainers(member: User) -> QuerySet:
    return User.objects.current().holding("trainer").exclude(pk=member.pk).order_by("last_name", "first_name")
