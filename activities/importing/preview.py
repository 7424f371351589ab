"""The rows of a file as the screen shows them before anything enters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

from activities.importing.comparing import shown
from activities.importing.files import Table
from activities.importing.judging import CHANGE, ERROR, NEW, REPEAT, STATES, UNCHANGED, Outcome, mark_of
from activities.importing.rows import place

PAGE = 50
LISTED = 20
# Signs of a cell that are kept to be shown.
SHOWN = 120
# How each state is said: the glyph's name, the word at the row, the words after a number.
SAID = {
    ERROR: ("not_met", "To mend", "to mend"),
    CHANGE: ("changed", "Will change", "will change"),
    NEW: ("open", "New", "new"),
    REPEAT: ("withdrawn", "Left out", "left out"),
    UNCHANGED: ("completed", "In your log", "in your log already"),
}
TO_LOOK_AT = (ERROR, CHANGE, REPEAT)


@dataclass(frozen=True)
class Shown:
    """A row for the table; `problems` are (column, text of the cell, message), `changes` (label, now, then)."""

    line: int
    state: str
    title: str
    day: str
    length: str
    problems: Sequence[Sequence[str]] = ()
    changes: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()

    @property
    def glyph(self) -> str:
        return SAID[self.state][0]

    @property
    def word(self) -> str:
        return SAID[self.state][1]


@dataclass(frozen=True)
class Checked:
    """Every row as it would enter, and the mark of what they would do."""

    mark: str
    rows: list[Shown] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def good(self) -> int:
        """How many would do something."""
        return self.counts[NEW] + self.counts[CHANGE]

    def as_json(self) -> dict[str, Any]:
        rows = [
            [row.line, row.state, row.title, row.day, row.length, row.problems, row.changes, row.notes]
            for row in self.rows
        ]
        return {"mark": self.mark, "rows": rows}


def checked(table: Table, outcomes: Sequence[Outcome]) -> Checked:
    return Checked(mark_of(outcomes), [row_of(one, table) for one in outcomes])


def checked_from(stored: dict[str, Any]) -> Checked:
    """The Checked whose `as_json` was kept."""
    return Checked(stored["mark"], [Shown(*row) for row in stored["rows"]])


def preview_of(found: Checked, *, show: str, page: Any) -> dict[str, Any]:
    """What the page needs: totals, a page of rows with the ones to mend first, the first errors, the mark."""
    counts = found.counts
    to_look_at = [row for row in found.rows if row.state in TO_LOOK_AT or row.notes]
    all_rows = show == "all" or not to_look_at
    order = {state: number for number, state in enumerate(STATES)}
    listed = sorted(found.rows if all_rows else to_look_at, key=lambda row: (order[row.state], row.line))
    part = Paginator(listed, PAGE).get_page(page)
    return {
        "page": part,
        "rows": list(part),
        "totals": [
            (SAID[state][0], f"{counts[state]:,} {SAID[state][2]}") for state in STATES if counts[state]
        ],
        "errors": counts[ERROR],
        "good": found.good,
        "count": len(found.rows),
        "first_errors": [row for row in listed[:LISTED] if row.state == ERROR] if part.number == 1 else [],
        "more_errors": max(counts[ERROR] - LISTED, 0),
        "all_rows": all_rows,
        "can_narrow": bool(to_look_at) and len(to_look_at) < len(found.rows),
        "mark": found.mark,
    }


def row_of(one: Outcome, table: Table) -> Shown:
    """A row in words: as it was read where it could be, as it stands in the file where not."""
    read = {name: shown(name, one.values[name]) for name in ("start_date", "minutes") if name in one.values}
    cells = one.cells
    title = cells.get("title") or (str(one.activity) if one.activity else "") or "No title"
    return Shown(
        line=one.row.line,
        state=one.state,
        title=cut(title),
        day=cut(read.get("start_date") or cells.get("start_date", "")),
        length=cut(read.get("minutes") or cells.get("duration") or cells.get("minutes", "")),
        problems=[(cut(place(table, p.column)), cut(p.text), p.message) for p in one.problems],
        changes=one.changes,
        notes=one.notes,
    )


def cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
