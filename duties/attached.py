"""What its owner hands in with a task: pieces of their own library, open to whoever reads the task."""

from typing import Any

from django.db.models import QuerySet

from duties.models import Task
from evidence import readers

# The word for `evidence.models.Attachment.kind`.
KIND = "task"


def tasks_read_by(member: Any) -> QuerySet:
    return Task.objects.visible_to(member).order_by().values("uid")


def register() -> None:
    readers.register(KIND, tasks_read_by)
