"""Reads of tasks, each one query whatever the number of people."""

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from assessments.queries import may_be_set
from duties import states
from duties.models import Task, TaskMove
from people.models import User
from people.queries import judges_of


def approvers_of(task: Task) -> QuerySet:
    """The supervisors paired with its owner now, and its setter where they are a trainer still."""
    return judges_of(task.owner_id, task.set_by_id)


def open_for(member: User) -> QuerySet:
    """What this person has to do: open or sent back, the nearest due date first."""
    return Task.objects.owned_by(member).with_owner().select_related("set_by")


def handed_in_by(member: User) -> QuerySet:
    """What waits for somebody's approval, the latest first."""
    return Task.objects.owned_by(member).awaiting_approval().select_related("set_by").order_by("-done_at")


def settled_of(member: User) -> QuerySet:
    """Completed and withdrawn, the latest first."""
    over = (states.COMPLETED, states.WITHDRAWN)
    return (
        Task.objects.owned_by(member)
        .filter(state__in=over)
        .select_related("set_by")
        .order_by("-completed_at", "-set_at", "-pk")
    )


def to_approve(member: User) -> QuerySet:
    """Done tasks that this member may approve, the longest waiting first."""
    return (
        Task.objects.overseen_by(member)
        .awaiting_approval()
        .select_related("owner", "set_by")
        .order_by("done_at", "pk")
    )


def overseen(member: User) -> QuerySet:
    """Everything this member set or may approve: what waits for approval first, then what is to do, then the rest."""
    step = Case(
        When(state=states.DONE, then=Value(0)),
        When(state__in=states.WITH_OWNER, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Task.objects.overseen_by(member)
        .select_related("owner", "set_by")
        .annotate(step=step)
        .order_by("step", "due_on", "-set_at", "-pk")
    )


def history_of(task: Task) -> QuerySet:
    return TaskMove.objects.filter(task=task).select_related("actor")


def last_into(task: Task, state: str) -> TaskMove | None:
    """The latest move into this state from another; a change of what is asked is none."""
    return history_of(task).filter(to_state=state).exclude(from_state=F("to_state")).last()


def may_be_given(member: User) -> QuerySet:
    """Whom this member may set a task to, besides themselves."""
    if not member.has_role("trainer", "supervisor"):
        return User.objects.none()
    return may_be_set(member)
