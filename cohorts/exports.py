"""A matrix as CSV and XLSX: a row for each person shown, a column for each item shown, words rather than glyphs."""

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter

from activities.exports import BOM, OPTIONS, csv_cell, write_cell
from cohorts.grid import Grid
from cohorts.marks import Mark
from cohorts.models import CohortItem
from cohorts.models.items import EVENT
from lib.formats import day, figure
from lib.statuses import STATUSES

FIXED = ("Name", "Unit", "Job title", "Last seen", "Overdue", "Done", "Set")


def heads(grid: Grid) -> list[str]:
    return [*FIXED, *map(_heading, grid.items)]


def _heading(item: CohortItem) -> str:
    """`Confocal microscope (due 17 Dec 2026)`, `Laser safety (on 3 Jul 2026)` for an event."""
    if not item.due_on:
        return item.title
    return f"{item.title} ({'on' if item.kind == EVENT else 'due'} {day(item.due_on)})"


def rows_of(grid: Grid) -> Iterator[list[Any]]:
    for row in grid.rows:
        person = row.person
        yield [
            str(person),
            str(person.unit or ""),
            str(person.job_title or ""),
            person.last_seen,
            row.overdue,
            row.done,
            row.set,
            *(words(cell) for cell in row.cells),
        ]


def words(mark: Mark | None) -> str:
    """`Completed, 18 of 20`; `Not set` for None."""
    if mark is None:
        return "Not set"
    said = mark.word or STATUSES[mark.shown_as][2]
    return said if mark.score is None else f"{said}, {figure(mark.score)} of {figure(mark.maximum)}"


def csv_text(grid: Grid) -> str:
    """UTF-8 with BOM, RFC 4180; no cell runs as a formula."""
    made = io.StringIO()
    made.write(BOM)
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([csv_cell(head) for head in heads(grid)])
    writer.writerows([csv_cell(value) for value in row] for row in rows_of(grid))
    return made.getvalue()


def xlsx_file(grid: Grid) -> IO[bytes]:
    """A workbook in a temporary file: days as days, numbers as numbers, texts as texts."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        sheet = book.add_worksheet("Cohort")
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.set_column(0, 2, 24)
        sheet.set_column(3, 6 + len(grid.items), 16)
        sheet.freeze_panes(1, 1)
        for column, head in enumerate(heads(grid)):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows_of(grid), start=1):
            for column, value in enumerate(row):
                write_cell(sheet, (number, column), value, day=dated)
    made.seek(0)
    return made
