"""Telling somebody something, and letting the jobs run that follow, as a worker would by that time."""

import json
from datetime import UTC, datetime

from django.db import connection

from notices.actions import notify
from notices.models import Notice
from notices.tasks import daily, mail
from people.models import Pair, User
from tenants import jobs
from tenants.models import Institution

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # a Tuesday


def tell(person: User, event: str = "e1", kind: str = "pair_accepted", **values) -> Notice:
    """Told by nobody in particular, about the first pair."""
    (notice,) = notify(
        **{
            "kind": kind,
            "recipients": [person],
            "thing": Pair.objects.first(),
            "event": event,
            "path": "/pairs/",
        }
        | values
    )
    return notice


def send(notice: Notice) -> None:
    mail(notice=notice.pk)


def send_daily(person: User) -> None:
    daily(person=person.pk)


def waiting(name: str) -> list[tuple[dict, datetime | None]]:
    """(ids, not to begin before) of each such job of the institution at hand that is on the queue, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args, scheduled_at FROM public.procrastinate_jobs WHERE task_name = %s AND status = 'todo'"
            " AND args->>'schema' = %s ORDER BY id",
            [name, connection.schema_name],
        )
        return [(json.loads(args), at) for args, at in cursor.fetchall()]


def run_due(name: str, now: datetime) -> int:
    """Take the jobs off the queue that may begin by `now`, and do them; how many there were."""
    due = [args for args, at in waiting(name) if at is None or at <= now]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM public.procrastinate_jobs WHERE task_name = %s AND coalesce(scheduled_at, %s) <= %s"
            " AND args->>'schema' = %s",
            [name, now, now, connection.schema_name],
        )
    for args in due:
        jobs._tasks[name](**args)
    return len(due)


def set_institution(**values) -> None:
    """Of Northmoor, as its admin would."""
    Institution.objects.filter(slug="northmoor").update(**values)
    connection.tenant = Institution.objects.get(slug="northmoor")
