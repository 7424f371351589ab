"""Jobs that fail: what is kept of the error, and what an operator does about them. Done jobs are cleared away here too.

Of an error its class and the line of ours that met it are kept and logged, never its message: that may hold somebody's
words or address.
"""

import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate import JobContext
from procrastinate.contrib.django import app

DONE_DAYS = 14  # for which a job that succeeded or was given up is kept


class JobFailed(Exception):
    """All that the queue and the log learn of an error in a job: its class, and where it was met."""


def note_failure(call_next: Callable[[], Any], context: JobContext, worker: Any) -> Any:
    """Around each job in a worker: keep what an operator may see of its error, and let the queue try again."""
    try:
        return call_next()
    except Exception as error:  # noqa: BLE001 - raised again, as what may be told of it
        kept = {"error": name_of(error), "place": place_of(error), "at": timezone.now()}
        # With the database gone the queue cannot be told either; the job is tried again when it is back.
        with suppress(DatabaseError), schema_context("public"):
            from tenants.models import JobFailure

            JobFailure.objects.update_or_create(job=context.job.id, defaults=kept)
        raise JobFailed(f"{kept['error']} at {kept['place'] or 'a line that is not ours'}") from None


def name_of(error: Exception) -> str:
    """The class with its module, such as `smtplib.SMTPServerDisconnected`."""
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")[:120]


def place_of(error: Exception) -> str:
    """The innermost line of ours, such as `notices/tasks.py:40`; empty where none took part."""
    rooms = {settings.ROOT / app_name for app_name in settings.INSTALLED_APPS if "." not in app_name}
    ours = [
        f"{Path(frame.filename).relative_to(settings.ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if rooms & set(Path(frame.filename).parents)
    ]
    return ours[-1][:160] if ours else ""


@app.periodic(cron="40 3 * * *")
@app.task(name="tenants.clear_jobs", queueing_lock="tenants.clear_jobs")
def clear_jobs_each_night(timestamp: int) -> None:
    clear_jobs()


def clear_jobs() -> None:
    """Remove jobs that were done or given up DONE_DAYS ago, and what is kept of errors that were overcome."""
    with schema_context("public"), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs AS job WHERE status IN ('succeeded', 'cancelled') AND NOT EXISTS"
            " (SELECT 1 FROM procrastinate_events WHERE job_id = job.id AND at > now() - make_interval(days => %s))",
            [DONE_DAYS],
        )
        cursor.execute(
            "DELETE FROM tenants_jobfailure AS failure WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs"
            " WHERE id = failure.job AND status IN ('todo', 'doing', 'failed'))"
        )
