"""The owner's side: done, with a note and evidence; and not done after all."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from duties import queries, states
from duties.actions import moves
from duties.models import Task
from notices.actions import notify
from people.models import User


@transaction.atomic
def finish_task(
    *,
    task: Task,
    actor: User | None,
    once: UUID,
    note: str = "",
    attach: Callable[[Task], None] | None = None,
) -> Task:
    """It is done: waits for approval, or is completed where none is needed. The same `once` again is the same act.

    `attach` hangs evidence on the task: it is called in this transaction, and not again for the same act. Raises
    NotAllowedNow in another state.
    """
    held = moves.hold(task, actor=actor, action=states.DO)
    to = states.done_as(needs_approval=held.needs_approval)
    if moves.is_done(held, once, to):
        return held
    moves.check_move(held, to)
    held.note = note.strip()
    if attach is not None:
        attach(held)
    made = moves.move(held, to, actor=actor, once=once, words=held.note)
    if to == states.DONE:
        notify(
            kind="task_done",
            recipients=queries.approvers_of(held),
            thing=held,
            event=f"{held.uid}:done:{made.pk}",
            actor=actor,
        )
    return held


@transaction.atomic
def reopen_task(*, task: Task, actor: User, once: UUID) -> Task:
    """Not done after all: its owner takes it back before it was approved. The note stays to write on."""
    held = moves.hold(task, actor=actor, action=states.DO)
    if moves.is_done(held, once, states.OPEN):
        return held
    moves.check_move(held, states.OPEN)
    moves.move(held, states.OPEN, actor=actor, once=once)
    return held
