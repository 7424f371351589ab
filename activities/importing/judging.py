"""Each row of a file as it would enter: new, unchanged, change, repeat or error, and why. Writes nothing.

A row with a uid of the person's own is compared with that activity; one without is known again by title, days and length, as
often as the log holds them. Sealed activities stay as they are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from activities.forms import form_values
from activities.importing.columns import COMPARED, EXAMPLE
from activities.importing.comparing import LABELS, differences, exported, same_as_exported, shown, told
from activities.importing.files import Row, Table
from activities.importing.questions import Answers
from activities.importing.rows import Problem, RowReader
from activities.models import Activity
from lib.digests import digest

NEW, CHANGE, UNCHANGED, REPEAT, ERROR = "new", "change", "unchanged", "repeat", "error"
STATES = (ERROR, CHANGE, NEW, REPEAT, UNCHANGED)


@dataclass(frozen=True)
class Log:
    """What a file is compared with: the person's own activities by uid; uids of others; uids the person deleted."""

    own: dict[str, Activity] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()


@dataclass
class Outcome:
    """A row as it would enter: `values` to write, `changes` in words (label, in the log, in the file), notes."""

    row: Row
    state: str
    cells: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    uid: UUID | None = None
    activity: Activity | None = None
    problems: list[Problem] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fingerprint(title: str, *days: date | None, minutes: int) -> tuple:
    """What tells an activity without a uid: its title whatever its capitals, first and last day, length."""
    return (" ".join(title.casefold().split()), *days, minutes)


def judge(table: Table, columns: Sequence[str], *, answers: Answers, log: Log, today: date) -> list[Outcome]:
    """An outcome for each row of the table, in its order. `answers` are settled."""
    return list(Judge(columns, RowReader(columns, answers=answers, today=today), log=log).outcomes(table))


def mark_of(outcomes: Sequence[Outcome]) -> str:
    """The same as long as the same rows would do the same: what a person agreed to."""
    return digest([[one.row.line, one.state, str(one.uid), one.changes] for one in outcomes])


class Judge:
    """Judges the rows of one file, remembering what came before."""

    def __init__(self, columns: Sequence[str], reader: RowReader, *, log: Log) -> None:
        self.columns, self.reader, self.log = columns, reader, log
        self.lines: dict[tuple[str, ...], int] = {}
        self.uids: dict[str, int] = {}
        self.known = Counter(
            fingerprint(one.words()["title"], one.start_date, one.end_date, minutes=one.minutes)
            for one in log.own.values()
        )

    def outcomes(self, table: Table) -> Iterator[Outcome]:
        for row in table.rows:
            outcome = self._outcome(row, self.reader.cells(row))
            yield outcome

    def _outcome(self, row: Row, cells: dict[str, str]) -> Outcome:
        width = len(self.columns)
        if any(cell.strip() for cell in row.cells[width:]):
            beyond = Problem(width, row.cells[width], "This row has more cells than there are headings.")
            return Outcome(row, ERROR, cells, problems=[beyond])
        if cells.get("title", "").startswith(EXAMPLE):
            return Outcome(row, REPEAT, cells, notes=["An example of the template: it does not enter."])
        written = tuple(text for name, text in cells.items() if name not in COMPARED)
        before = self.lines.setdefault(written, row.line)
        if before != row.line:
            return Outcome(row, REPEAT, cells, notes=[f"The same as line {before}: it enters once."])
        return self._with_uid(row, cells) if cells.get("uid") else self._without_uid(row, cells)

    def _with_uid(self, row: Row, cells: dict[str, str]) -> Outcome:
        try:
            uid = UUID(cells["uid"])
        except ValueError:
            return self._wrong(row, cells, "This is no reference of an exported activity: empty the cell.")
        before = self.uids.setdefault(str(uid), row.line)
        if before != row.line:
            return self._wrong(
                row, cells, f"Line {before} has the same reference and other words: keep one of the two."
            )
        if activity := self.log.own.get(str(uid)):
            return self._compared(row, cells, activity)
        if str(uid) in self.log.taken:
            said = "This reference cannot be used: empty the cell, and the row enters as a new activity."
            return self._wrong(row, cells, said)
        if str(uid) in self.log.deleted:
            return self._without_uid(row, cells)
        return self._new(row, cells, uid)

    def _without_uid(self, row: Row, cells: dict[str, str]) -> Outcome:
        found = self._new(row, cells, None)
        if found.state == NEW:
            values = found.values
            known = fingerprint(
                values["title"], values["start_date"], values["end_date"], minutes=values["minutes"]
            )
            if self.known[known] > 0:
                self.known[known] -= 1
                return Outcome(
                    row, UNCHANGED, cells, notes=["In your log already: same title, days and length."]
                )
        return found

    def _new(self, row: Row, cells: dict[str, str], uid: UUID | None) -> Outcome:
        values, problems = self.reader.values(cells, {})
        if problems:
            return Outcome(row, ERROR, cells, problems=problems)
        notes = []
        if "planned" not in cells and values["start_date"] > self.reader.today:
            values["planned"] = True
            notes.append("Its day is still to come: it enters as planned.")
        return Outcome(row, NEW, cells, values=values, uid=uid, notes=notes)

    def _compared(self, row: Row, cells: dict[str, str], activity: Activity) -> Outcome:
        stored = exported(activity)
        outcome = Outcome(
            row, UNCHANGED, cells, uid=activity.uid, activity=activity, notes=told(cells, stored)
        )
        if same_as_exported(cells, stored):
            return outcome
        if activity.sealed:
            outcome.notes.append("It is sealed: an import leaves it as it is.")
            return outcome
        values, outcome.problems = self.reader.values(cells, form_values(activity))
        if outcome.problems:
            outcome.state = ERROR
            return outcome
        words = activity.words()
        for name, value in differences(cells, activity, values):
            outcome.values[name] = value
            outcome.changes.append(
                (LABELS[name], shown(name, words.get(name, getattr(activity, name))), shown(name, value))
            )
        if outcome.values:
            outcome.state = CHANGE
            if activity.live_verification:
                outcome.notes.append("It is verified: once it changes, its verification no longer counts.")
        return outcome

    def _wrong(self, row: Row, cells: dict[str, str], message: str) -> Outcome:
        return Outcome(row, ERROR, cells, problems=[self.reader.problem("uid", cells, message)])
