"""Whether an authorisation holds on a day: in force, lapsing, lapsed by its date or through disuse. Pure: no ORM, no clock.

A day named as the last one still counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

# So long before its date runs out it lapses soon, and its owner gets a task to renew it.
SOON = timedelta(days=30)
# Before it lapses through disuse: a fortnight, or the last quarter of a short limit.
DISUSE_SOON = timedelta(days=14)

IN_FORCE, LAPSES_SOON = "in_force", "lapses_soon"
LAPSED_BY_DATE, LAPSED_BY_DISUSE = "lapsed_by_date", "lapsed_by_disuse"
WITHDRAWN, REPLACED = "withdrawn", "replaced"
HOLDS = (IN_FORCE, LAPSES_SOON)
LAPSED = (LAPSED_BY_DATE, LAPSED_BY_DISUSE)


@dataclass(frozen=True)
class Terms:
    """`valid_until` and `disuse_days` are None without such a limit; `used_on` is the last use, at first the signing."""

    valid_until: date | None
    disuse_days: int | None
    used_on: date

    @property
    def disused_after(self) -> date | None:
        """The last day before it lapses through disuse."""
        return None if self.disuse_days is None else self.used_on + timedelta(days=self.disuse_days)

    @property
    def last_day(self) -> date | None:
        """The last day in force, should it not be used again; None for no end."""
        ends = [end for end in (self.valid_until, self.disused_after) if end is not None]
        return min(ends, default=None)

    @property
    def ends_by_disuse(self) -> bool:
        """Whether disuse ends it before its date does."""
        return self.disused_after is not None and self.disused_after == self.last_day != self.valid_until

    @property
    def warned_from(self) -> date | None:
        """The first day on which it lapses soon, by whichever limit comes first."""
        starts = [] if self.valid_until is None else [self.valid_until - SOON]
        if self.disused_after is not None and self.disuse_days is not None:
            starts.append(self.disused_after - min(DISUSE_SOON, timedelta(days=self.disuse_days // 4)))
        return min(starts, default=None)


def standing(terms: Terms, today: date, *, withdrawn: bool = False, replaced: bool = False) -> str:
    """One of in_force, lapses_soon, lapsed_by_date, lapsed_by_disuse, withdrawn, replaced."""
    if withdrawn:
        return WITHDRAWN
    if replaced:
        return REPLACED
    if terms.last_day is not None and terms.last_day < today:
        return LAPSED_BY_DISUSE if terms.ends_by_disuse else LAPSED_BY_DATE
    if terms.warned_from is not None and terms.warned_from <= today:
        return LAPSES_SOON
    return IN_FORCE
