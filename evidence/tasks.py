"""The jobs of evidence: the virus scanner, and the daily clearing."""

from uuid import UUID

from django.db import connection

from evidence import quarantine, scanning
from evidence.actions import clear_outdated, due_for_purging, purge_evidence
from evidence.storing import SCAN
from tenants import jobs

PURGE = "evidence.purge"


@jobs.task(SCAN)
def scan(*, piece: str) -> None:
    """Tried again by the queue while the scanner is down."""
    if scanning.is_on():
        quarantine.look_at(piece)


@jobs.every_day("evidence.scan_waiting", hour=4)
def scan_waiting() -> None:
    """What still waits after the queue gave up is asked about once a day."""
    if scanning.is_on():
        each = [{"piece": uid} for uid in quarantine.waiting()]
        jobs.enqueue_each(connection.schema_name, SCAN, each)


@jobs.every_day("evidence.clear_uploads", hour=3)
def clear_uploads() -> None:
    """Forget files that nobody went on sending."""
    clear_outdated()


@jobs.task(PURGE)
def purge(*, piece: str) -> None:
    purge_evidence(uid=UUID(piece))


@jobs.every_day("evidence.purge_deleted", hour=3)
def purge_deleted() -> None:
    """Delete for good what was deleted so long ago that nobody can take it back."""
    jobs.enqueue_each(connection.schema_name, PURGE, [{"piece": uid} for uid in due_for_purging()])
