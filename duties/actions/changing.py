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
    other = {name: value for name, value in values.items() if getattr(held, name) != value}
    if other and TaskMove.objects.filter(task=held, once=once).exists():
        raise moves.Refused({"title": SENT_BEFORE})
    if not other:
        return held
    if not held.is_with_owner:
        raise moves.NotAllowedNow(held)
    refuse_odd(held.owner, actor, title=title, link=link)
    if "due_on" in other:
        _refuse_passed(due_on)
    return _put(held, other, actor=actor, once=once)


@transaction.atomic
def change_due(*, task: Task, actor: User, once: UUID, due_on: date, reason: str = "") -> Task:
    """Another day alone; the owner is told, and finds the reason and the day before in the task's history. The same `once`
    again, and the day it is due on already, change nothing.

    Raises NotAllowedNow when it is not with its owner, Refused for a day gone by and for a `once` that did something else.
    """
    held = moves.hold(task, actor=actor, action=states.CHANGE)
    if held.due_on == due_on:
        return held
    if TaskMove.objects.filter(task=held, once=once).exists():
        raise moves.Refused({"due_on": SENT_BEFORE})
    if not held.is_with_owner:
        raise moves.NotAllowedNow(held)
    _refuse_passed(due_on)
    return _put(held, {"due_on": due_on}, actor=actor, once=once, reason=reason.strip())


@transaction.atomic
def put_back_due(*, task: Task, actor: User, given: UUID, once: UUID, before: date | None) -> bool:
    """The day `before` that the change with the key `given` replaced. The same `once` again is the same act.

    False where there is nothing to put back: it is not with its owner, or something happened to it since.
    """
    held = moves.hold(task, actor=actor, action=states.CHANGE)
    if TaskMove.objects.filter(task=held, once=once).exists():
        return True
    last = TaskMove.objects.filter(task=held).order_by("at", "pk").last()
    if last is None or last.once != given or not held.is_with_owner:
        return False
    _put(held, {"due_on": before}, actor=actor, once=once)
    return True


def _refuse_passed(due_on: date | None) -> None:
    if due_on is not None and due_on < timezone.localdate():
        raise moves.Refused({"due_on": "Choose a due date that has not passed."})


def _put(held: Task, values: dict[str, Any], *, actor: User, once: UUID, reason: str = "") -> Task:
    """Write what is asked now, keep in the history what was asked before, and tell the owner."""
    said = [reason, _as_asked({name: getattr(held, name) for name in values})]
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=[*values])
    made = TaskMove.objects.create(
        task=held,
        from_state=held.state,
        to_state=held.state,
        actor=actor,
        once=once,
        words="\n".join(filter(None, said)),
    )
    trail.record(actor, "changed task", held, fields=sorted(values))
    event = f"{held.uid}:changed:{made.pk}"
    notify(kind="task_changed", recipients=[held.owner], thing=held, event=event, actor=actor)
    return held


def _as_asked(before: dict[str, Any]) -> str:
    """A line for each thing that was asked otherwise before."""
    return "\n".join(f"{CALLED[name]} before: {_plain(value)}" for name, value in before.items())


def _plain(value: str | date | None) -> str:
    return (formats.day(value) if isinstance(value, date) else value) or "none"
