"""Background jobs: the queue is a table in the same database, so a change and its job commit together.

A job carries its schema and ids, never content. It is idempotent: after a crash it runs again.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import close_old_connections, connection
from django_tenants.utils import schema_context
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

# A worker tells every ten seconds that it lives; after this many seconds of silence its jobs are given to another.
DEAD_AFTER = 30
RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)
_tasks: dict[str, Any] = {}


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
            with schema_context(schema):
                function(**ids)

        _tasks[name] = app.task(name=name, retry=RETRY)(run)
        return function

    return register


def enqueue(schema: str, name: str, **ids: Any) -> None:
    """Put a job on the queue in the present transaction; `ids` are numbers and uids as text only."""
    enqueue_each(schema, name, [ids])


def enqueue_each(schema: str, name: str, each: Iterable[dict[str, Any]]) -> None:
    """One job for each set of ids, in one query however many they are."""
    if not schema or schema == "public":
        raise ValueError("A job belongs to an institution: enqueue it inside its schema.")
    if wanted := [{"schema": schema, **ids} for ids in each]:
        _tasks[name].batch_defer(*wanted)


def every_day(name: str, *, hour: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register `function()` as the job `name`, put on the queue of every open institution each day at this hour (UTC).

    A worker that was down at the hour does it on the next day: what the function finds must not hang on the very day.
    """

    def register(function: Callable[[], None]) -> Callable[[], None]:
        task(name)(function)

        @app.periodic(cron=f"0 {hour} * * *")
        @app.task(name=f"{name}.everywhere", queueing_lock=f"{name}.everywhere")
        def everywhere(timestamp: int) -> None:
            if not connection.in_atomic_block:
                close_old_connections()
            enqueue_everywhere(name)

        return function

    return register


def enqueue_everywhere(name: str) -> None:
    """One job for each institution that is open."""
    from tenants.models import Institution

    with schema_context("public"):
        for schema in Institution.objects.filter(state="active").values_list("schema_name", flat=True):
            enqueue(schema, name)


@app.periodic(cron="* * * * *")
@app.task(name="tenants.rescue", queueing_lock="tenants.rescue", pass_context=True)
async def rescue_each_minute(context: JobContext, timestamp: int) -> None:
    await rescue(context.app.job_manager)


async def rescue(queue: Any) -> None:
    """Put the jobs of workers that died back on the queue."""
    for job in await queue.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await queue.retry_job(job)
