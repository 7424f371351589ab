"""What stands behind an evaluation: planned, done and not done, hours by category, reflections. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from plans.progress import Progress, progress_of


@dataclass(frozen=True)
class Reckoning:
    """`by_category` is (category, minutes), the longest first; `reflected` is how many say what they brought."""

    progress: Progress
    done: tuple[Any, ...] = ()
    not_done: tuple[Any, ...] = ()
    by_category: tuple[tuple[str, int], ...] = field(default=())
    reflected: int = 0


def reckon(activities: Iterable[Any]) -> Reckoning:
    """Of activities as the log holds them: minutes, category, planned, was_planned, end_date, has_practice, has_users."""
    rows = list(activities)
    done = tuple(one for one in rows if not one.planned and one.end_date is not None)
    hours: Counter[str] = Counter()
    for one in done:
        hours[one.category] += one.minutes
    return Reckoning(
        progress=progress_of(rows),
        done=done,
        not_done=tuple(one for one in rows if one.planned or one.end_date is None),
        by_category=tuple(hours.most_common()),
        reflected=sum(one.has_practice and one.has_users for one in done),
    )
