"""People × items: what each cell says, and which rows are shown in which order. Built from rows that are already fetched;
asks the database nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cohorts.kinds import KINDS
from cohorts.marks import Key, Mark

QUIET_AFTER = timedelta(days=30)
DONE = "completed"
NOT_SET = "not_set"


@dataclass(frozen=True)
class Row:
    """One person. `is_quiet`: not seen for 30 days, or never; `set` counts the items that are theirs, `done` those done."""

    person: Any
    joined_on: date
    is_quiet: bool
    overdue: int
    done: int
    set: int
    cells: tuple[Mark | None, ...]


def build(
    *, members: Iterable[Any], items: Sequence[Any], marks: Mapping[Key, Mark], today: date
) -> list[Row]:
    """A row for each member, its cells in the order of the items; None where the item was never set to them."""
    blanks = [(item, item.pk, KINDS[item.kind].blank) for item in items]
    rows = []
    for member in members:
        person, joined_on = member.person_id, member.joined_on
        cells = tuple(
            marks.get((key, person)) or blank(item, joined_on, today) for item, key, blank in blanks
        )
        shown = [cell.shown_as for cell in cells if cell]
        rows.append(
            Row(
                person=member.person,
                joined_on=joined_on,
                is_quiet=is_quiet(member.person.last_seen, today),
                overdue=shown.count("overdue"),
                done=shown.count(DONE),
                set=len(shown) - shown.count("withdrawn"),
                cells=cells,
            )
        )
    return rows


def is_quiet(last_seen: date | None, today: date) -> bool:
    return last_seen is None or today - last_seen > QUIET_AFTER


def column_counts(rows: list[Row], width: int) -> list[int]:
    """How many people have completed each item, in the order of the columns."""
    return [
        sum(1 for row in rows if (cell := row.cells[index]) and cell.shown_as == DONE)
        for index in range(width)
    ]


def in_state(rows: Iterable[Row], state: str) -> list[Row]:
    """The rows that have a cell in this state; NOT_SET for an item that was never set to them."""
    return [row for row in rows if any((cell.shown_as if cell else NOT_SET) == state for cell in row.cells)]


def _name(row: Row) -> Any:
    return (row.person.last_name.casefold(), row.person.first_name.casefold(), row.person.pk)


# Name of an order: (what it is ordered by, whether the largest comes first when it is first asked for).
ORDERS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "name": (_name, False),
    "overdue": (lambda row: row.overdue, True),
    "seen": (lambda row: row.person.last_seen or date.min, False),
    "done": (lambda row: row.done, True),
}


def ordered(rows: Iterable[Row], order: str) -> list[Row]:
    """By `name`, `overdue`, `seen` or `done`; with a minus before it the other way round; the rest by name."""
    name = order.removeprefix("-")
    key, largest_first = ORDERS[name]
    turned = largest_first != order.startswith("-")
    return sorted(sorted(rows, key=_name), key=key, reverse=turned)
