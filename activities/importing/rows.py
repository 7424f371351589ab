"""One row's cells through the activity form: what the screen would take, a file may bring, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from activities.forms import ActivityForm
from activities.importing.cells import length_words, read_day
from activities.importing.columns import COMPARED, plain
from activities.importing.files import Row, Table, column_name
from activities.importing.questions import GOES_ON, KINDS, Answers
from lib.dates import BadDate

# What every new row is asked for, whatever columns its file has.
NEEDED = ("title", "start_date", "end_date", "ongoing", "duration", "category")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell and what it holds; `column` is None where no column holds what is missing."""

    column: int | None
    text: str
    message: str


def place(table: Table, column: int | None) -> str:
    """A column in words: `Date`, or `D, Date` in a workbook; empty for None."""
    if column is None:
        return ""
    head = table.head[column] if column < len(table.head) else ""
    name = head or f"column {column + 1}"
    return f"{column_name(column)}, {name}" if table.lettered else name


class RowReader:
    """Reads the rows of one file: `columns` are the fields in its order, `answers` settled."""

    def __init__(self, columns: Sequence[str], *, answers: Answers, today: date) -> None:
        self.columns, self.answers, self.today = columns, answers, today
        self.at = {name: number for number, name in enumerate(columns) if name}
        # Two forms for all rows: making one anew takes longer than its checks. A new row needs no box that stays empty.
        self.whole = ActivityForm({})
        self.whole.full_clean()
        self.empty = dict(self.whole.cleaned_data)
        self.short = ActivityForm({})
        for name in set(self.short.fields) - {*NEEDED, *self.at}:
            del self.short.fields[name]

    def cells(self, row: Row) -> dict[str, str]:
        """The text of each field that the file has a column for."""
        return {
            name: row.cells[number].strip() if number < len(row.cells) else ""
            for name, number in self.at.items()
        }

    def values(self, cells: dict[str, str], base: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """The cleaned fields as the actions take them, over `base` where the file has no such column; or the problems."""
        data, problems = self._data(cells, base)
        form = self.whole if base else self.short
        form.data = data
        form.full_clean()
        form.cleaned_data = self.empty | form.cleaned_data
        told = {problem.column for problem in problems}
        for name, messages in form.errors.items():
            if self.column_of(name) is None or self.column_of(name) not in told:
                problems += [self.problem(name, cells, str(message)) for message in messages]
        return ({} if problems else form.values()), problems

    def problem(self, name: str, cells: dict[str, str], message: str) -> Problem:
        column = self.column_of(name)
        return Problem(column, "" if column is None else cells.get(self.columns[column], ""), message)

    def column_of(self, name: str) -> int | None:
        """Where the file holds what the form calls `name`."""
        return self.at.get(name, self.at.get("minutes") if name == "duration" else None)

    def _data(self, cells: dict[str, str], base: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        data: dict[str, Any] = {
            **base,
            **{name: text for name, text in cells.items() if name not in COMPARED},
        }
        data.pop("uid", None)
        problems = []
        for name in ("start_date", "end_date"):
            if cells.get(name):
                try:
                    data[name] = read_day(cells[name], order=self.answers.order, today=self.today).isoformat()
                except BadDate as error:
                    problems.append(self.problem(name, cells, str(error)))
        for name, unit in (("duration", self.answers.unit), ("minutes", "min")):
            if name in cells:
                data["duration"] = length_words(cells[name], unit)
        if "end_date" in cells:
            data["ongoing"] = not cells["end_date"] and self.answers.open_end == GOES_ON
        if "category" in cells or not base:
            data["category"] = self._kind(cells.get("category", ""))
        return data, problems

    def _kind(self, text: str) -> str:
        if not text:
            return self.answers.kind
        word = plain(text)
        return KINDS.get(word) or self.answers.words.get(word) or text
