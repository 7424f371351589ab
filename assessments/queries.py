"""Reads of assessments, each one query (and its prefetches) whatever the number of people."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum

from activities.models import Activity, Verification
from assessments import states
from assessments.changes import count_changed, version_to_compare
from assessments.models import AssignedCriterion, Assignment, Scorer, Submission, Template
from people.models import User
from people.queries import judges_of


def scorers_of(assignment: Assignment) -> QuerySet:
    """The supervisors paired with its owner now; setter and assessor, where they are trainers still."""
    return judges_of(assignment.owner_id, assignment.set_by_id, assignment.assessor_id)


def waiting_for(member: User) -> QuerySet:
    """Submissions this member may score now, the longest waiting first."""
    return (
        Assignment.objects.scored_by(member)
        .awaiting_score()
        .select_related("owner", "set_by")
        .order_by("submitted_at", "pk")
    )


def with_versions(work: QuerySet, member: User) -> QuerySet:
    """With the submissions at hand and what this member has looked at (`looks`), for `changed_since_look`."""
    looks = Prefetch("scorers", Scorer.objects.filter(person=member), to_attr="looks")
    return work.prefetch_related("submissions", looks)


def changed_since_look(assignment: Any) -> int:
    """How many answers differ from the version last looked at; 0 for a first one. Reads what `with_versions` fetched."""
    versions = {one.number: one.snapshot for one in assignment.submissions.all()}
    newest = max(versions, default=0)
    look = assignment.looks[0] if assignment.looks else None
    before = versions.get(_to_compare(newest, look))
    return count_changed(before, versions[newest]) if newest else 0


def look_of(assignment: Assignment, member: User) -> Scorer | None:
    """What this member keeps of the work: their notes, and what they looked at."""
    return Scorer.objects.filter(assignment=assignment, person=member).first()


def last_versions(assignment: Assignment, look: Scorer | None) -> tuple[Submission | None, Submission | None]:
    """(the last submission, the one that this scorer compares it with)."""
    numbers = [assignment.version, _to_compare(assignment.version, look)]
    found = {one.number: one for one in assignment.submissions.filter(number__in=numbers)}
    return found.get(numbers[0]), found.get(numbers[1]) if numbers[1] < numbers[0] else None


def _to_compare(newest: int, look: Scorer | None) -> int:
    if look is None:
        return version_to_compare(newest)
    return version_to_compare(newest, seen=look.seen_version, compared=look.compared_version)


def with_trainees(member: User) -> QuerySet:
    """Work not handed in, of the people this member scores; returned work and the overdue first."""
    return (
        Assignment.objects.scored_by(member)
        .with_trainee()
        .select_related("owner")
        .order_by("due_on", "set_at", "pk")
    )


def mine(member: User) -> QuerySet:
    """This person's own work, what is due first on top."""
    return (
        Assignment.objects.owned_by(member)
        .select_related("set_by")
        .prefetch_related(
            Prefetch("criteria", AssignedCriterion.objects.only("assignment", "order", "response"))
        )
    )


def open_for(member: User) -> QuerySet:
    """What this person has to answer: open or returned, the nearest due date first."""
    return Assignment.objects.owned_by(member).with_trainee().opened().select_related("set_by")


def to_try_again(member: User) -> QuerySet:
    """What this person completed and did not pass while attempts are left, the latest first."""
    failed = Assignment.objects.owned_by(member).filter(state=states.COMPLETED, passed=False)
    return failed.filter(attempt__lt=F("attempts")).select_related("set_by").order_by("-completed_at", "-pk")


def set_by(member: User) -> QuerySet:
    """What this member set and may still read, the latest first."""
    set_here = Assignment.objects.scored_by(member).filter(set_by=member)
    return set_here.select_related("owner").order_by("-set_at", "-pk")


def library() -> QuerySet:
    """Templates with everything that their pages show."""
    return Template.objects.select_related("owner").prefetch_related("criteria", "shared_with")


def shelf(member: User) -> QuerySet:
    """The library as this member sees it, as a list shows it: `criteria_count` and `most` (points) on each row."""
    points = F("criteria__maximum") * F("criteria__weight")
    return (
        Template.objects.visible_to(member)
        .select_related("owner")
        .prefetch_related("shared_with")
        .annotate(criteria_count=Count("criteria"), most=Sum(points))
        .order_by("title", "pk")
    )


def may_use_templates(member: User) -> QuerySet:
    """With whom this member may share a template by name."""
    people = User.objects.current().filter(
        Q(pk__in=User.objects.holding("trainer").values("pk"))
        | Q(pk__in=User.objects.holding("supervisor").values("pk"))
    )
    return (
        people.exclude(pk=member.pk).prefetch_related("roles_held").order_by("last_name", "first_name", "pk")
    )


def may_be_set(member: User) -> QuerySet:
    """Whom this member may set work to: a trainer any technician, a supervisor their own; never themselves."""
    people = User.objects.current().holding("technician").exclude(pk=member.pk)
    if not member.has_role("trainer"):
        people = people.filter(pk__in=member.supervised_ids)
    return people.prefetch_related("roles_held").order_by("last_name", "first_name", "pk")


def to_verify(member: User) -> QuerySet:
    """Finished activities of this supervisor's technicians that no verification in force covers, the latest first."""
    signed = Verification.objects.live().filter(activity=OuterRef("pk"))
    return (
        Activity.objects.visible_to(member)
        .among(member.supervised_ids)
        .filter(~Exists(signed), planned=False, end_date__isnull=False)
        .select_related("owner")
        .order_by("-end_date", "-pk")
    )
