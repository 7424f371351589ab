"""The one writer of an assignment's state, and the checks that every act on it starts with."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import states
from assessments.models import Assignment, Transition
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused

__all__ = ["NotAllowedNow", "Refused", "check_move", "hold", "is_done", "move"]

VERBS = {
    states.OPEN: "began another attempt",
    states.SUBMITTED: "submitted assessment",
    states.RETURNED: "returned assessment",
    states.COMPLETED: "completed assessment",
    states.WITHDRAWN: "withdrew assessment",
}


class NotAllowedNow(ValueError):
    """The work is in a state that does not allow this; `assignment` is as it stands now."""

    def __init__(self, assignment: Assignment) -> None:
        super().__init__(f"This assessment is {assignment.get_state_display().lower()} now.")
        self.assignment = assignment


def hold(assignment: Assignment, *, actor: User, action: str) -> Assignment:
    """The assignment as stored now, locked until the transaction ends. Raises PermissionDenied when `actor` may not."""
    held = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("owner", "set_by")
        .get(pk=assignment.pk)
    )
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    return held


def is_done(held: Assignment, once: UUID, to: str) -> bool:
    """Whether the move to this state with this one-time key has been made: a double click or a retry.

    Raises NotAllowedNow for the key of another act, or of one that has been undone since: a page that was gone back to.
    """
    done = Transition.objects.filter(assignment=held, once=once).first()
    if done is not None and (done.to_state != to or states.can_move(held.state, to)):
        raise NotAllowedNow(held)
    return done is not None


def check_move(held: Assignment, to: str) -> None:
    if not states.can_move(held.state, to):
        raise NotAllowedNow(held)


def move(
    held: Assignment,
    to: str,
    *,
    actor: User,
    once: UUID,
    reason: str = "",
    marks: dict[str, Any] | None = None,
) -> Transition:
    """Move held work to a state that `check_move` let it reach, and keep time, actor and reason. Saves the assignment."""
    now = timezone.now()
    made = Transition.objects.create(
        assignment=held,
        from_state=held.state,
        to_state=to,
        actor=actor,
        at=now,
        reason=reason,
        version=held.version,
        attempt=held.attempt,
        marks=marks or {},
        once=once,
    )
    held.state = to
    if to == states.SUBMITTED:
        held.submitted_at = now
    held.completed_at = now if to == states.COMPLETED else None
    held.save()
    trail.record(actor, VERBS[to], held)
    return made
