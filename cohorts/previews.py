"""What starting a programme would set, day by day. Pure: no ORM, no clock."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY = 5
NOT_USABLE = "Its assessment is not yours to set, or is not in use any more."


@dataclass(frozen=True)
class Planned:
    """One item with its day. `why_not` is empty where it can be set; `is_chosen` unless somebody says otherwise."""

    item: Any
    due_on: date
    weekday: str
    is_weekend: bool
    has_passed: bool
    why_not: str = ""

    @property
    def is_chosen(self) -> bool:
        return not self.why_not and not self.has_passed


def preview(items: Iterable[Any], *, starts_on: date, usable: Collection[int], today: date) -> list[Planned]:
    """Every item in the order of its day; `usable` are the keys of the templates that may be set."""
    found = []
    for item in items:
        due_on = item.due_on(starts_on)
        can_set = item.kind != "assessment" or item.template_id in usable
        found.append(
            Planned(
                item=item,
                due_on=due_on,
                weekday=DAYS[due_on.weekday()],
                is_weekend=due_on.weekday() >= SATURDAY,
                has_passed=due_on < today,
                why_not="" if can_set else NOT_USABLE,
            )
        )
    return sorted(found, key=lambda one: one.due_on)


def after_words(days: int) -> str:
    """`on the first day`, `after 6 weeks`, `after 10 days`."""
    if not days:
        return "on the first day"
    number, unit = (days // 7, "week") if days % 7 == 0 else (days, "day")
    return f"after {number} {unit}{'' if number == 1 else 's'}"
