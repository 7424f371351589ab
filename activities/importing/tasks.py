"""The daily job of imports."""

from activities.importing.actions import clear_outdated
from tenants.jobs import every_day


@every_day("activities.clear_files", hour=3)
def clear_files() -> None:
    """Remove files that nobody came back for; a visit to the import page does the same."""
    clear_outdated()
