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
    to = states.done_as(needs_approval=task.needs_approval)
    held, is_done = moves.begin(task, to, actor=actor, action=states.DO, once=once)
    if is_done:
        return held
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
    held, is_done = moves.begin(task, states.OPEN, actor=actor, action=states.DO, once=once)
    if is_done:
        return held
    moves.move(held, states.OPEN, actor=actor, once=once)
    return held
