"""Ready-made tasks for the tests: made by the real verbs."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from duties import actions
from duties.models import Task
from tests import things


def stored(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def done(cast, by="trainer", **values) -> Task:
    task = things.task(cast, by, **values)
    return actions.finish_task(task=task, actor=cast.technician, once=uuid4(), note="All four flushed.")


def returned(cast, by="trainer", **values) -> Task:
    task = done(cast, by, **values)
    return actions.return_task(task=task, actor=cast.supervisor, once=uuid4(), reason="The one in B12 too.")


def approved(cast, by="trainer", **values) -> Task:
    return actions.approve_task(task=done(cast, by, **values), actor=cast.supervisor, once=uuid4())


def withdrawn(cast, by="trainer", **values) -> Task:
    return actions.withdraw_task(task=things.task(cast, by, **values), actor=cast.trainer, once=uuid4())


def ended(cast, by="trainer", **values) -> Task:
    """Done, and no approval was asked for."""
    return done(cast, by, needs_approval=False, **values)


# What a task may be changed to.
OTHERWISE = {
    "title": "Check the showers",
    "words": "Both floors.",
    "due_on": timezone.localdate() + timedelta(days=9),
    "link": "https://example.org/showers",
}
IN_STATE = {
    "open": things.task,
    "done": done,
    "returned": returned,
    "completed": approved,
    "withdrawn": withdrawn,
}
