"""Reads of the platform's own console: institutions and how many accounts each has, never whose; and the queue of jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from psycopg import sql

from tenants.jobs import DEAD_AFTER
from tenants.models import Institution, JobFailure


def institutions_with_counts() -> list[tuple[Institution, int]]:
    """Every institution beside its number of accounts that may sign in: two queries, however many there are."""
    institutions = list(Institution.objects.prefetch_related("domains"))
    counts = account_counts([institution.schema_name for institution in institutions])
    return [(institution, counts[institution.schema_name]) for institution in institutions]


def account_counts(schemas: list[str]) -> dict[str, int]:
    """Accounts that may sign in, by schema."""
    if not schemas:
        return {}
    table = get_user_model()._meta.db_table
    one = sql.SQL("SELECT {}, count(*) FROM {} WHERE is_active")
    parts = [one.format(sql.Literal(schema), sql.Identifier(schema, table)) for schema in schemas]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class JobLine:
    """A job that failed at least once. `when` is its last event, or its next try; `error` is a class, never a message."""

    number: int
    name: str
    institution: str
    tries: int
    when: datetime | None
    error: str
    place: str


def failed_jobs() -> QuerySet:
    """Jobs that were tried as often as they may be, the last failed first."""
    failed = ProcrastinateJob.objects.filter(status="failed")
    at = Max("procrastinateevent__at", filter=Q(procrastinateevent__type="failed"))
    return failed.annotate(at=at).order_by("-at", "-id")


def retrying_jobs() -> QuerySet:
    """Jobs that failed and will be tried again by themselves, the next one first."""
    return ProcrastinateJob.objects.filter(status="todo", attempts__gt=0).order_by("scheduled_at", "id")


def job_lines(jobs: Iterable[ProcrastinateJob]) -> list[JobLine]:
    """What an operator sees of these jobs: two queries, however many they are."""
    rows = list(jobs)
    failures = {one.job: one for one in JobFailure.objects.filter(job__in=[row.pk for row in rows])}
    schemas = {row.args.get("schema") for row in rows}
    names = dict(Institution.objects.filter(schema_name__in=schemas).values_list("schema_name", "name"))
    return [
        JobLine(
            number=row.pk,
            name=row.task_name,
            institution=names.get(row.args.get("schema", ""), ""),
            tries=row.attempts,
            when=row.at if row.status == "failed" else row.scheduled_at,
            error=failures[row.pk].error if row.pk in failures else "",
            place=failures[row.pk].place if row.pk in failures else "",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class QueueState:
    """`waiting` jobs are due and not begun; `seen` is when a worker was last heard of; `is_alive` whether just now."""

    waiting: int
    seen: datetime | None

    @property
    def is_alive(self) -> bool:
        return self.seen is not None and self.seen > timezone.now() - timedelta(seconds=DEAD_AFTER)


def queue_state() -> QueueState:
    due = Q(scheduled_at=None) | Q(scheduled_at__lte=timezone.now())
    waiting = ProcrastinateJob.objects.filter(due, status="todo").count()
    seen = ProcrastinateWorker.objects.aggregate(seen=Max("last_heartbeat"))["seen"]
    return QueueState(waiting, seen)
