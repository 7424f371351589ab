"""The jobs of imports: the steps of a long file, and the daily clearing."""

from uuid import UUID

from activities.importing.actions import JOB, clear_outdated
from activities.importing.background import run_step
from tenants import jobs


@jobs.task(JOB)
def import_step(*, upload: str) -> None:
    run_step(UUID(upload))


@jobs.every_day("activities.clear_files", hour=3)
def clear_files() -> None:
    """Remove files that nobody came back for; a visit to the import page does the same."""
    clear_outdated()
