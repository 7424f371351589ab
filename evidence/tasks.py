"""The jobs of evidence: the virus scanner, and the daily clearing."""

from django.db import connection

from evidence import quarantine, scanning
from evidence.actions import clear_outdated
from evidence.storing import SCAN
from tenants import jobs


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
