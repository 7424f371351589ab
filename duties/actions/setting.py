"""Setting a task to one person, and taking it back."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from duties import states
from duties.actions import moves
from duties.models import Task, TaskMove
from notices.actions import notify
from people import permissions, trail
from people.models import User

SET = "duties.set_task"
SENT_BEFORE = "This form has set another task before. What you typed is kept: send it again."
SCHEMES = ("https://", "http://")


@transaction.atomic
def set_task(
    *,
    owner: User,
    actor: User | None,
    title: str,
    once: UUID,
    words: str = "",
    due_on: date | None = None,
    link: str = "",
    needs_approval: bool = True,
) -> Task:
    """Set a task to one person. The same `once` for the same person sets it once; without an actor it is the
    institution's. Set to oneself it is private and needs no approval, whatever was asked.

    Raises PermissionDenied for someone the actor may not set work to, Refused with the field that is wrong, and for a
    `once` that set something else.
    """
    if actor is not None and not permissions.can(actor, SET, owner):
        raise PermissionDenied
    refuse_odd(owner, actor, title=title, link=link)
    values = {
        "set_by": actor,
        "title": title.strip(),
        "words": words.strip(),
        "due_on": due_on,
        "link": link,
        "needs_approval": needs_approval and actor not in (None, owner),
    }
    task, is_new = Task.objects.get_or_create(owner=owner, set_key=once, defaults=values)
    if not is_new and any(getattr(task, name) != value for name, value in values.items()):
        raise moves.Refused({"title": SENT_BEFORE})
    if is_new:
        TaskMove.objects.create(task=task, to_state=states.OPEN, actor=actor, once=once)
        trail.record(actor or "system", "set task", task)
        notify(kind="task_set", recipients=[owner], thing=task, event=f"{task.uid}:set", actor=actor)
    return task


def refuse_odd(owner: User, actor: User | None, *, title: str, link: str) -> None:
    """Raise Refused with the field that is wrong."""
    if not title.strip():
        raise moves.Refused({"title": "Say in a line what is to be done."})
    if link and not link.startswith(SCHEMES) and not (link.startswith("/") and not link.startswith("//")):
        raise moves.Refused({"link": "Enter a whole address, starting with https://."})
    if actor not in (None, owner) and not owner.has_role("technician"):
        raise moves.Refused({"people": f"{owner} is not a technician; give them that role first."})


@transaction.atomic
def withdraw_task(*, task: Task, actor: User | None, once: UUID, reason: str = "") -> Task:
    """Whoever set it takes it back; what was written stays readable. The same `once` again is the same act."""
    held, is_done = moves.begin(task, states.WITHDRAWN, actor=actor, action=states.WITHDRAW, once=once)
    if is_done:
        return held
    moves.move(held, states.WITHDRAWN, actor=actor, once=once, words=reason.strip())
    notify(
        kind="task_withdrawn", recipients=[held.owner], thing=held, event=f"{held.uid}:withdrawn", actor=actor
    )
    return held
