"""The one writer of a task's state, and the checks that every act on it starts with."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from duties import states
from duties.models import Task, TaskMove
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused

__all__ = ["NotAllowedNow", "Refused", "check_move", "hold", "is_done", "move"]

VERBS = {
    states.OPEN: "reopened task",
    states.DONE: "did task",
    states.RETURNED: "sent task back",
    states.COMPLETED: "completed task",
    states.WITHDRAWN: "withdrew task",
}


class NotAllowedNow(ValueError):
    """The task is in a state that does not allow this; `task` is as it stands now."""

    def __init__(self, task: Task) -> None:
        super().__init__(f"This task is {task.get_state_display().lower()} now.")
        self.task = task


def hold(task: Task, *, actor: User | None, action: str) -> Task:
    """The task as stored now, locked until the transaction ends. Raises PermissionDenied when `actor` may not.

    Without an actor the institution itself acts: a job, or what follows from an act that was checked elsewhere.
    """
    held = Task.objects.select_for_update(of=("self",)).select_related("owner", "set_by").get(pk=task.pk)
    if actor is not None and not permissions.can(actor, action, held):
        raise PermissionDenied
    return held


def is_done(held: Task, once: UUID, to: str) -> bool:
    """Whether the move to this state with this one-time key has been made: a double click or a retry.

    Raises NotAllowedNow for the key of another act, or of one that has been undone since: a page that was gone back to.
    """
    done = TaskMove.objects.filter(task=held, once=once).first()
    if done is not None and (
        done.to_state != to or states.can_move(held.state, to, needs_approval=held.needs_approval)
    ):
        raise NotAllowedNow(held)
    return done is not None


def check_move(held: Task, to: str) -> None:
    if not states.can_move(held.state, to, needs_approval=held.needs_approval):
        raise NotAllowedNow(held)


def move(held: Task, to: str, *, actor: User | None, once: UUID, words: str = "") -> TaskMove:
    """Move a held task to a state that `check_move` let it reach, and keep time, actor and words. Saves the task."""
    now = timezone.now()
    made = TaskMove.objects.create(
        task=held, from_state=held.state, to_state=to, actor=actor, at=now, words=words, once=once
    )
    if to in (states.DONE, states.COMPLETED) and held.state in states.WITH_OWNER:
        held.done_at = now
    held.state = to
    held.completed_at = now if to == states.COMPLETED else None
    held.save()
    trail.record(actor or "system", VERBS[to], held)
    return made
