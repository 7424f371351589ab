"""The jobs of evidence: the virus scanner, and the daily clearing."""

from uuid import UUID

from django.db import connection

from evidence import quarantine, scanning
from evidence.actions import clear_outdated, due_for_purging, purge_evidence
from evidence.storing import SCAN
from tenants import jobs

PURGE = "evidence.purge"
SCAN_EARLIER = "evidence.scan_earlier"
# Jobs of one day and institution; the next day goes on with what is left.
MOST_SCANS = 200


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


@jobs.every_day("evidence.scan_unseen", hour=2)
def scan_unseen() -> None:
    """Files that came while there was no scanner, one batch after the other, so that new files need not wait for them."""
    if scanning.is_on() and quarantine.unseen().exists():
        jobs.enqueue(connection.schema_name, SCAN_EARLIER, after=0, left=MOST_SCANS)


@jobs.task(SCAN_EARLIER)
def scan_earlier(*, after: int, left: int) -> None:
    """Tried again by the queue while the scanner is down; what was looked at is not looked at twice."""
    if scanning.is_on() and (last := quarantine.look_at_unseen(after=after)) and left > 1:
        jobs.enqueue(connection.schema_name, SCAN_EARLIER, after=last, left=left - 1)


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
