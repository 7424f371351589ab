"""Reminders, found once a day: of tasks due soon or overdue, to their owner. Each is told once; a new due day is another."""

from django.utils import timezone

from assessments.reminding import due_among, untold
from duties.models import Task
from notices.actions import notify_each
from tenants import jobs

DUE_SOON, OVERDUE = "task_due_soon", "task_overdue"


@jobs.every_day("duties.remind", hour=6)
def remind() -> None:
    rows = Task.objects.with_owner()
    news = untold(due_among(rows, timezone.localdate(), soon=DUE_SOON, overdue=OVERDUE))
    notify_each(one.to_owner() for one in news)
