"""Settles what the build's notices would set off: nothing is mailed, old news is read, recent news waits to be read."""

from datetime import timedelta

from django.db import connection
from django.db.models import F

from home.seeds.stage import Stage
from notices.models import Letter, Notice

# What the build has done itself, or shall never be done.
MAIL = ["notices.mail", "notices.letter", "audits.letter", "moving.make_archive", "moving.prove_archive"]
FRESH = 12  # days for which a notice is still unread


def settle(stage: Stage) -> None:
    """Inside the build's transaction, so that no worker sees the jobs before they are gone."""
    Notice.objects.filter(mailed_at=None).update(mailed_at=stage.now)
    Letter.objects.filter(sent_at=None).update(sent_at=stage.now)
    Notice.objects.filter(made_at__lt=stage.now - timedelta(days=FRESH)).update(read_at=F("made_at"))
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM public.procrastinate_jobs WHERE task_name = ANY(%s) AND status = 'todo'"
            " AND args->>'schema' = %s",
            [MAIL, connection.schema_name],
        )
