"""Background jobs: the queue is a table in the same database, so a change and its job commit together.

A job carries its schema and ids, never content. It is idempotent: after a crash it runs again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django_tenants.utils import schema_context
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)
_tasks: dict[str, Any] = {}


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `function(**ids)` as the job `name`; it runs inside the schema it was enqueued for."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def run(*, schema: str, **ids: Any) -> None:
            if not schema or schema == "public":
                raise ValueError(f"The job {name} was enqueued without an institution's schema.")
            with schema_context(schema):
                function(**ids)

        _tasks[name] = app.task(name=name, retry=RETRY)(run)
        return function

    return register


def enqueue(schema: str, name: str, **ids: Any) -> None:
    """Put a job on the queue in the present transaction; `ids` are numbers and uids as text only."""
    if not schema or schema == "public":
        raise ValueError("A job belongs to an institution: enqueue it inside its schema.")
    _tasks[name].defer(schema=schema, **ids)
