"""When a period's return is due. Pure."""

from datetime import date

from registers.editions import Edition
from registers.facts import Period

# Bodies that count the months before they ask, or publish no period, have no day by which anything is due.
WITHOUT = ("rolling", "on_request", "none")


def due_on(edition: Edition, period: Period) -> date | None:
    """The body's published day on or after the period's last one, failing that the last day itself; None for no day."""
    if edition.cycle.basis in WITHOUT:
        return None
    published = _day_of_year(edition.cycle.due, period.end.year)
    if published is None:
        return period.end
    return published if published >= period.end else published.replace(year=period.end.year + 1)


def _day_of_year(text: str | None, year: int) -> date | None:
    """`12-31` in that year; None for a text that is no day ("with membership renewal")."""
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError:
        return None
