"""People × items: what each cell says. Built from rows that are already fetched; asks the database nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

QUIET_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Cell:
    """`shown_as` is a status name, empty when the item was never set to this person; `url` empty when it is not theirs to
    open; `score` only where they may open it."""

    shown_as: str = ""
    url: str = ""
    score: Decimal | None = None
    maximum: Decimal = Decimal(0)
    title: str = ""


@dataclass(frozen=True)
class Row:
    """One person. `is_quiet`: not seen for 30 days, or never."""

    person: Any
    joined_on: date
    is_quiet: bool
    overdue: int
    cells: tuple[Cell, ...]


def build(
    *, members: Iterable[Any], items: Iterable[Any], links: Iterable[Any], opened: set[int], today: date
) -> list[Row]:
    """`opened` holds the ids of the assignments that whoever looks may open."""
    found = {(link.item_id, link.person_id): link.assignment for link in links}
    columns = list(items)
    rows = []
    for member in members:
        cells = tuple(_cell(found.get((item.pk, member.person_id)), item, opened) for item in columns)
        rows.append(
            Row(
                person=member.person,
                joined_on=member.joined_on,
                is_quiet=is_quiet(member.person.last_seen, today),
                overdue=sum(1 for cell in cells if cell.shown_as == "overdue"),
                cells=cells,
            )
        )
    return rows


def is_quiet(last_seen: date | None, today: date) -> bool:
    return last_seen is None or today - last_seen > QUIET_AFTER


def _cell(assignment: Any, item: Any, opened: set[int]) -> Cell:
    if assignment is None:
        return Cell(title=item.title)
    may_open = assignment.pk in opened
    return Cell(
        shown_as=assignment.shown_as,
        url=assignment.review_url if may_open else "",
        score=assignment.total if may_open else None,
        maximum=assignment.maximum,
        title=item.title,
    )


def column_counts(rows: list[Row], width: int) -> list[int]:
    """How many people have completed each item, in the order of the columns."""
    return [sum(1 for row in rows if row.cells[index].shown_as == "completed") for index in range(width)]
