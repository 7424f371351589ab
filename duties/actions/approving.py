"""The side of whoever set it or supervises its owner: approve, or send back with a reason."""

from uuid import UUID

from django.db import transaction

from duties import states
from duties.actions import moves
from duties.models import Task
from notices.actions import notify
from people.models import User
from sharing.refusals import Stale


@transaction.atomic
def approve_task(*, task: Task, actor: User, once: UUID, seen: str | None = None) -> Task:
    """It was done as it should be. `seen` is the token of what the screen showed.

    The same `once` again is the same act. Raises NotAllowedNow in another state, Stale when it was done anew meanwhile.
    """
    held, is_done = moves.begin(task, states.COMPLETED, actor=actor, action=states.APPROVE, once=once)
    if is_done:
        return held
    if seen is not None and seen != held.done_token:
        raise Stale(held)
    made = moves.move(held, states.COMPLETED, actor=actor, once=once)
    _tell(held, "task_approved", made.pk, actor=actor)
    return held


@transaction.atomic
def return_task(*, task: Task, actor: User, once: UUID, reason: str) -> Task:
    """Back to its owner, with a reason. Raises NotAllowedNow in another state, Refused without a reason."""
    held, is_done = moves.begin(task, states.RETURNED, actor=actor, action=states.APPROVE, once=once)
    if is_done:
        return held
    if not reason.strip():
        raise moves.Refused({"reason": "Say what is missing, so that they can put it right."})
    made = moves.move(held, states.RETURNED, actor=actor, once=once, words=reason.strip())
    _tell(held, "task_returned", made.pk, actor=actor)
    return held


def _tell(held: Task, kind: str, move: int, *, actor: User) -> None:
    event = f"{held.uid}:{kind.removeprefix('task_')}:{move}"
    notify(kind=kind, recipients=[held.owner], thing=held, event=event, actor=actor)
