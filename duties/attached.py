"""What its owner hands in with a task: pieces of their own library, open to whoever reads the task."""

from typing import Any

from django.db.models import QuerySet

from duties.models import Task
from evidence import readers, uses
from evidence.models import Evidence

# The word for `evidence.models.Attachment.kind`.
KIND = "task"


def tasks_read_by(member: Any) -> QuerySet:
    return Task.objects.visible_to(member).order_by().values("uid")


def tasks_with(piece: Evidence) -> list[uses.Use]:
    rows = Task.objects.filter(uid__in=uses.attached_uids(piece, KIND))
    return [uses.Use("Task", str(one), one.get_absolute_url()) for one in rows]


def register() -> None:
    readers.register(KIND, tasks_read_by)
    uses.register(tasks_with)
