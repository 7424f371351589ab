"""Other words, or another day, for a task that its owner still has to do."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from duties import states
from duties.actions import moves
from duties.actions.setting import SENT_BEFORE, refuse_odd
from duties.models import Task, TaskMove
from lib import formats
from notices.actions import notify
from people import trail
from people.models import User

CALLED = {"title": "Title", "words": "What it takes", "due_on": "Due date", "link": "Link"}


@transaction.atomic
def change_task(
    *, task: Task, actor: User, once: UUID, title: str, words: str, due_on: date | None, link: str
) -> Task:
    """Whoever set it asks for something else, or by another day; its owner is told, what they wrote stays, and so does
    what was asked before, in the task's history. The same `once` again, and values that are there already, change nothing.

    Raises NotAllowedNow when it is not with its owner, Refused with the field that is wrong, and for a `once` that did
    something else.
    """
    held = moves.hold(task, actor=actor, action=states.CHANGE)
    values = {"title": title.strip(), "words": words.strip(), "due_on": due_on, "link": link}
    before = {name: getattr(held, name) for name, value in values.items() if getattr(held, name) != value}
    if before and TaskMove.objects.filter(task=held, once=once).exists():
        raise moves.Refused({"title": SENT_BEFORE})
    if not before:
        return held
    if not held.is_with_owner:
        raise moves.NotAllowedNow(held)
    refuse_odd(held.owner, actor, title=title, link=link)
    if "due_on" in before and due_on is not None and due_on < timezone.localdate():
        raise moves.Refused({"due_on": "Choose a due date that has not passed."})
    for name in before:
        setattr(held, name, values[name])
    held.save(update_fields=[*before])
    made = TaskMove.objects.create(
        task=held, from_state=held.state, to_state=held.state, actor=actor, once=once, words=_as_asked(before)
    )
    trail.record(actor, "changed task", held, fields=sorted(before))
    event = f"{held.uid}:changed:{made.pk}"
    notify(kind="task_changed", recipients=[held.owner], thing=held, event=event, actor=actor)
    return held


def _as_asked(before: dict[str, Any]) -> str:
    """A line for each thing that was asked otherwise before."""
    return "\n".join(f"{CALLED[name]} before: {_plain(value)}" for name, value in before.items())


def _plain(value: str | date | None) -> str:
    return (formats.day(value) if isinstance(value, date) else value) or "none"
