"""The rows of a file as the screen shows them before anything enters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator

from activities.importing.comparing import shown
from activities.importing.files import Table
from activities.importing.judging import CHANGE, ERROR, NEW, REPEAT, STATES, UNCHANGED, Outcome, mark_of
from activities.importing.models import ImportUpload
from activities.importing.rows import place

PAGE = 50
LISTED = 20
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
    glyph: str
    word: str
    title: str
    day: str
    length: str
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def preview_of(upload: ImportUpload, outcomes: Sequence[Outcome], *, show: str, page: Any) -> dict[str, Any]:
    """What the page needs: totals, a page of rows with the ones to mend first, the first errors, the mark."""
    table = upload.read_table()
    counts = Counter(one.state for one in outcomes)
    checked = [one for one in outcomes if one.state in TO_LOOK_AT or one.notes]
    all_rows = show == "all" or not checked
    order = {state: number for number, state in enumerate(STATES)}
    listed = sorted(outcomes if all_rows else checked, key=lambda one: (order[one.state], one.row.line))
    part = Paginator(listed, PAGE).get_page(page)
    wrong = [one for one in listed if one.state == ERROR]
    return {
        "page": part,
        "rows": [row_of(one, table) for one in part],
        "totals": [
            (SAID[state][0], f"{counts[state]:,} {SAID[state][2]}") for state in STATES if counts[state]
        ],
        "errors": counts[ERROR],
        "good": counts[NEW] + counts[CHANGE],
        "count": len(outcomes),
        "first_errors": [row_of(one, table) for one in wrong[:LISTED]] if part.number == 1 else [],
        "more_errors": max(len(wrong) - LISTED, 0),
        "all_rows": all_rows,
        "can_narrow": bool(checked) and len(checked) < len(outcomes),
        "mark": mark_of(outcomes),
    }


def row_of(one: Outcome, table: Table) -> Shown:
    """A row in words: as it was read where it could be, as it stands in the file where not."""
    glyph, word, _ = SAID[one.state]
    read = {name: shown(name, one.values[name]) for name in ("start_date", "minutes") if name in one.values}
    cells = one.cells
    return Shown(
        line=one.row.line,
        glyph=glyph,
        word=word,
        title=cells.get("title") or (str(one.activity) if one.activity else "") or "No title",
        day=read.get("start_date") or cells.get("start_date", ""),
        length=read.get("minutes") or cells.get("duration") or cells.get("minutes", ""),
        problems=[(place(table, p.column), p.text, p.message) for p in one.problems],
        changes=one.changes,
        notes=one.notes,
    )
