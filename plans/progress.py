"""How far a goal has come, told from the activities linked to it. Pure: no ORM, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from lib.formats import count, duration


class Deed(Protocol):
    """What is read of an activity. `end_date` None is still going on."""

    @property
    def minutes(self) -> int: ...
    @property
    def planned(self) -> bool: ...
    @property
    def was_planned(self) -> bool: ...
    @property
    def end_date(self) -> object: ...


@dataclass(frozen=True)
class Progress:
    """`planned` stood in the plan, `kept` of them are done; `more` were done without having been planned.

    `minutes` is the length of all that is done; `going_on` is how many have begun and not ended.
    """

    planned: int = 0
    kept: int = 0
    more: int = 0
    going_on: int = 0
    minutes: int = 0

    @property
    def done(self) -> int:
        return self.kept + self.more

    @property
    def words(self) -> str:
        """`2 of 3 planned activities done, 1 more done, 4 h 30 min`; without any, what is missing."""
        parts = []
        if self.planned:
            parts.append(
                f"{self.kept} of {count(self.planned, 'planned activity', 'planned activities')} done"
            )
            if self.more:
                parts.append(f"{self.more} more done")
        elif self.more:
            parts.append(f"{count(self.more, 'activity', 'activities')} done")
        if self.going_on:
            parts.append(f"{self.going_on} still going on")
        if self.minutes:
            parts.append(duration(self.minutes))
        return ", ".join(parts) or "No activity planned or done for it yet"


def progress_of(deeds: Iterable[Deed]) -> Progress:
    """Counted over the activities linked to one goal."""
    rows = list(deeds)
    over = [one for one in rows if not one.planned and one.end_date is not None]
    return Progress(
        planned=sum(one.planned or one.was_planned for one in rows),
        kept=sum(one.was_planned for one in over),
        more=sum(not one.was_planned for one in over),
        going_on=sum(not one.planned and one.end_date is None for one in rows),
        minutes=sum(one.minutes for one in over),
    )
