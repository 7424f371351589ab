"""Reads of cohorts, each one query whatever the number of people."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from assessments.models import Criterion
from assessments.queries import library
from cohorts.models import (
    BulkAct,
    Cohort,
    CohortAssignment,
    CohortItem,
    CohortTask,
    JoinRule,
    Membership,
    Programme,
    ProgrammeItem,
)
from cohorts.reminding import event_of
from notices.models import Notice
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
        .select_related("person__unit", "person__job_title")
        .order_by("person__last_name", "person__first_name", "pk")
    )


def left_from(cohort: Cohort) -> QuerySet:
    return (
        Membership.objects.filter(cohort=cohort)
        .exclude(left_on=None)
        .select_related("person")
        .order_by("-left_on")
    )


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


def programmes_for(member: User) -> QuerySet:
    """Programmes this member uses, with `items_in` and, in days, `lasts`."""
    return (
        Programme.objects.visible_to(member)
        .select_related("owner")
        .annotate(items_in=Count("items"), lasts=Max("items__offset_days"))
        .order_by("title", "pk")
    )


def usable_templates(member: User) -> QuerySet:
    """Templates this member may set now: in use, open to them, and with something to score."""
    return (
        library()
        .visible_to(member)
        .in_use()
        .filter(Exists(Criterion.objects.filter(template=OuterRef("pk"))))
    )


def items_of(programme: Programme) -> QuerySet:
    return ProgrammeItem.objects.filter(programme=programme).select_related("template")


def meeting_rule(cohort: Cohort, rule: JoinRule) -> QuerySet:
    """Technicians for whom all of the rule holds, and who were never in the cohort."""
    people = may_join(cohort).exclude(pk__in=Membership.objects.filter(cohort=cohort).values("person_id"))
    return _holding(people, rule)


def would_join(rule: JoinRule, actor: User) -> QuerySet:
    """The same of a rule whose cohort, run by the actor, is still to be made."""
    people = User.objects.current().holding("technician").exclude(pk=actor.pk)
    return _holding(people, rule).order_by("last_name", "first_name", "pk")


def _holding(people: QuerySet, rule: JoinRule) -> QuerySet:
    if rule.unit_id:
        people = people.filter(unit_id=rule.unit_id)
    if rule.job_title_id:
        people = people.filter(job_title_id=rule.job_title_id)
    if rule.joined_after:
        people = people.filter(date_joined__date__gt=rule.joined_after)
    return people


def rules_in_force(today: date) -> QuerySet:
    """Rules of cohorts that have not ended."""
    goes_on = Q(cohort__ends_on=None) | Q(cohort__ends_on__gte=today)
    return JoinRule.objects.filter(goes_on).select_related("cohort", "set_by").order_by("pk")


def acts_for(rule: JoinRule) -> User | None:
    """In whose name the rule adds people: who set it, else another trainer of the cohort; None where nobody runs it."""
    trainers = [one for one in rule.cohort.trainers.all() if one.is_active and one.has_role("trainer")]
    return next((one for one in trainers if one.pk == rule.set_by_id), next(iter(trainers), None))


def told_today(items: Sequence[CohortItem], people: Collection[int]) -> set[tuple[int, int]]:
    """(item, person) keys of whom was reminded today: three queries."""
    chosen = {"item__in": items, "person__in": people}
    names = ("item_id", "person_id")
    work = CohortAssignment.objects.filter(**chosen).order_by().values_list(*names, "assignment__uid")
    tasks = CohortTask.objects.filter(**chosen).order_by().values_list(*names, "task__uid")
    events = {event_of(uid): (item, person) for item, person, uid in (*work, *tasks)}
    told = Notice.objects.filter(event__in=events).order_by().values_list("event", flat=True)
    return {events[event] for event in told}


def followed_by(person: User) -> QuerySet:
    """The cohorts this person is in now."""
    return Cohort.objects.filter(
        pk__in=Membership.objects.current().filter(person=person).values("cohort_id")
    ).prefetch_related(Prefetch("items", CohortItem.objects.order_by(F("due_on").asc(nulls_last=True), "pk")))


def recent_act(cohort: Cohort, named: str | None) -> BulkAct | None:
    """The act that the address names, to say what was done and offer it back; nothing is asked where none is named."""
    try:
        return BulkAct.objects.filter(cohort=cohort, uid=UUID(named)).first() if named else None
    except ValueError:
        return None


def acts_of(cohort: Cohort) -> QuerySet:
    return BulkAct.objects.filter(cohort=cohort).select_related("actor")


def people_in(cohort: Cohort) -> QuerySet:
    """The people of a cohort now, by name."""
    inside = Membership.objects.current().filter(cohort=cohort).values("person_id")
    return User.objects.filter(pk__in=inside).order_by("last_name", "first_name", "pk")


def at_addresses(addresses: Collection[str]) -> QuerySet:
    """Accounts in use with one of these addresses, whichever way their letters are written."""
    return (
        User.objects.current()
        .annotate(address=Lower("email"))
        .filter(address__in=addresses)
        .order_by("last_name", "first_name", "pk")
    )
