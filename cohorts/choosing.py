"""Which of the chosen people and items an act touches, and why it leaves the others alone. Pure: no ORM, no clock."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cohorts.kinds import KINDS
from cohorts.marks import Key, Mark
from cohorts.matrix import Row

# More at once would keep somebody waiting.
MOST = 400
REMIND, EXTEND, ASSIGN, MOVE = "remind", "extend", "assign", "move"
WITH_TRAINEE = ("not_started", "in_progress", "overdue", "returned")
SAID = {
    "planned": "It is not open yet.",
    "waiting": "It is handed in and waits for a score.",
    "completed": "It is completed.",
    "withdrawn": "It was withdrawn.",
}


@dataclass(frozen=True)
class Touch:
    """One person and one item, or the person alone where they are moved; `why_not` is empty where the act touches it."""

    person: Any
    item: Any = None
    mark: Mark | None = None
    why_not: str = ""


@dataclass(frozen=True)
class Chosen:
    """What was ticked, by primary keys: people for these items (for all where none is named), and single (item, person)."""

    people: Collection[int]
    items: Collection[int]
    cells: Collection[Key]

    def holds(self, touch: Touch) -> bool:
        item, person = touch.item.pk, touch.person.pk
        crossed = person in self.people and (not self.items or item in self.items)
        return crossed or (item, person) in self.cells


def choose(
    act: str, rows: Iterable[Row], items: Sequence[Any], *, told: Collection[tuple[int, int]] = ()
) -> list[Touch]:
    """A touch for each of these people and items; `told` are (item, person) keys reminded today."""
    found = []
    for row in rows:
        for item, mark in zip(items, row.cells, strict=True):
            why = WHY_NOT[act](item, mark)
            if not why and (item.pk, row.person.pk) in told:
                why = "They were reminded of it today."
            found.append(Touch(row.person, item, mark, why))
    return found


def by_reason(found: Iterable[Touch]) -> list[tuple[str, list[Touch]]]:
    """(why, what is left alone because of it), the most frequent reason first."""
    reasons: dict[str, list[Touch]] = {}
    for one in found:
        if one.why_not:
            reasons.setdefault(one.why_not, []).append(one)
    return sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def not_reminded(item: Any, mark: Mark | None) -> str:
    if KINDS[item.kind].remind is None:
        return f"Nobody is reminded of {KINDS[item.kind].named} here."
    return _not_with_trainee(mark)


def not_extended(item: Any, mark: Mark | None) -> str:
    if KINDS[item.kind].extend is None:
        return f"The day of {KINDS[item.kind].named} is not changed here."
    if why := _not_with_trainee(mark):
        return why
    return "" if mark and mark.may_extend else "Another trainer set it, and changes its day alone."


def _not_with_trainee(mark: Mark | None) -> str:
    if mark is None:
        return "It is not set to them."
    if mark.shown_as not in WITH_TRAINEE:
        return SAID[mark.shown_as]
    return "" if mark.url else "Another trainer set it, and it does not open to you."


def not_assigned(item: Any, mark: Mark | None) -> str:
    if KINDS[item.kind].withdraw is None:
        return f"{KINDS[item.kind].named.capitalize()} is everybody’s already."
    return "" if mark is None or mark.shown_as == "withdrawn" else "They have it already."


WHY_NOT = {REMIND: not_reminded, EXTEND: not_extended, ASSIGN: not_assigned}
