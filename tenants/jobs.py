"""Background jobs: the queue is a table in the same database, so a change and its job commit together.

A job carries its schema and ids, never content. It is idempotent: after a crash it runs again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context, tenant_context
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from tenants import failures

# A worker tells every ten seconds that it lives; after this many seconds of silence its jobs are given to another.
DEAD_AFTER = 30
RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)
# What a worker does before its first job; filled by `config.wiring`.
BEFORE_WORK: list[Callable[[], None]] = []
_tasks: dict[str, Any] = {}
# Job -> the hour of each day at which it is due, by the clock of each institution.
DAILY: dict[str, int] = {}


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `function(**ids)` as the job `name`; it runs inside the schema it was enqueued for."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(*, schema: str, **ids: Any) -> None:
            if not schema or schema == "public":
                raise ValueError(f"The job {name} was enqueued without an institution's schema.")
            # A worker's thread outlives many jobs: without this a connection lost once would fail them all.
            if not connection.in_atomic_block:
                close_old_connections()
            with at_work_in(schema):
                function(**ids)

        _tasks[name] = app.task(name=name, retry=RETRY, task_middleware=[failures.note_failure])(run)
        return function

    return register


def enqueue(schema: str, name: str, *, at: datetime | None = None, **ids: Any) -> None:
    """Put a job on the queue in the present transaction, not to begin before `at`; `ids` are numbers and uids as text."""
    enqueue_each(schema, name, [ids], at=at)


def enqueue_each(
    schema: str, name: str, each: Iterable[dict[str, Any]], *, at: datetime | None = None
) -> None:
    """One job for each set of ids, in one query however many they are."""
    if not schema or schema == "public":
        raise ValueError("A job belongs to an institution: enqueue it inside its schema.")
    if wanted := [{"schema": schema, **ids} for ids in each]:
        _tasks[name].configure(schedule_at=at).batch_defer(*wanted)


@contextmanager
def at_work_in(schema: str) -> Iterator[None]:
    """Inside the institution's schema and by its clock."""
    from tenants.models import Institution

    with schema_context("public"):
        institution = Institution.objects.get(schema_name=schema)
    with tenant_context(institution), timezone.override(institution.zone):
        yield


def every_day(name: str, *, hour: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register `function()` as the job `name`, due in every open institution each day at this hour of its own clock.

    A worker that was down at the hour puts it on the queue when it is back, a missed day is not made up for: what the
    function finds must not hang on the very day.
    """

    def register(function: Callable[[], None]) -> Callable[[], None]:
        task(name)(function)
        DAILY[name] = hour
        return function

    return register


@app.periodic(cron="*/10 * * * *")
@app.task(name="tenants.daily", lock="tenants.daily", queueing_lock="tenants.daily")
def daily(timestamp: int) -> None:
    if not connection.in_atomic_block:
        close_old_connections()
    enqueue_due(timezone.now())


def enqueue_due(now: datetime) -> None:
    """Put on the queue what is due by now and was not today: once a day for each institution and job, in three queries
    and one for each job.
    """
    from tenants.models import DailyRun, Institution

    with schema_context("public"), transaction.atomic():
        done = set(DailyRun.objects.select_for_update().values_list("institution", "job", "day"))
        due = [
            DailyRun(institution=one, job=job, day=local.date())
            for one in Institution.objects.filter(state=Institution.State.ACTIVE)
            for local in [now.astimezone(one.zone)]
            for job, hour in DAILY.items()
            if local.hour >= hour and (one.pk, job, local.date()) not in done
        ]
        DailyRun.objects.bulk_create(
            due, update_conflicts=True, unique_fields=["institution", "job"], update_fields=["day"]
        )
        for job in {run.job for run in due}:
            schemas = [run.institution.schema_name for run in due if run.job == job]
            _tasks[job].batch_defer(*[{"schema": schema} for schema in schemas])


@app.periodic(cron="* * * * *")
@app.task(name="tenants.rescue", queueing_lock="tenants.rescue", pass_context=True)
async def rescue_each_minute(context: JobContext, timestamp: int) -> None:
    await rescue(context.app.job_manager)


async def rescue(queue: Any) -> None:
    """Put the jobs of workers that died back on the queue."""
    for job in await queue.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await queue.retry_job(job)
