"""What a spreadsheet file holds, as rows of text; or one sentence that says why it is not taken.

The content decides what a file is; its name must agree. Formulas are never worked out.
"""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# First bytes of what people may take for a table: what it is instead.
STARTS = {
    OLD_EXCEL: "an old Excel file (.xls) or one with a password",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml")
TEXT_ENDINGS = {".csv", ".txt", ".tsv", ".tab"}
ADVICE = "Save it as CSV or as an Excel workbook (.xlsx) and choose it again."


class Refused(ValueError):
    """The file cannot be taken; the sentence says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """`octets` of the file, `unpacked` octets of a workbook, `rows` below the headings, `columns`."""

    octets: int
    unpacked: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Reading:
    """How a file was read, or is asked to be: empty is "find out". `sheets` are those there are to choose from."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """`line` is where it begins in the file, or its number in the sheet."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The headings and the rows below them, blank ones left out. `lettered`: columns are known by letters, as in Excel."""

    head: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=())
    lettered: bool = False

    def column(self, number: int) -> list[str]:
        """The cells of one column (from 0), an empty text where a row is shorter."""
        return [row.cells[number] if number < len(row.cells) else "" for row in self.rows]

    def as_json(self) -> dict[str, Any]:
        rows = [[row.line, list(row.cells)] for row in self.rows]
        return {"head": list(self.head), "rows": rows, "lettered": self.lettered}


def table_from(stored: dict[str, Any]) -> Table:
    """The Table whose `as_json` was kept."""
    rows = tuple(Row(line, tuple(cells)) for line, cells in stored["rows"])
    return Table(tuple(stored["head"]), rows, stored["lettered"])


def read_file(content: bytes, name: str, *, asked: Reading, limits: Limits) -> tuple[Table, Reading]:
    """The table in a CSV file or a workbook, and how it was read. Raises Refused."""
    from activities.importing.delimited import read_text
    from activities.importing.workbooks import read_workbook

    if len(content) > limits.octets:
        raise Refused(too_large(limits.octets))
    if not content.strip():
        raise Refused("This file is empty: choose the one that holds your activities.")
    ending = PurePath(name.lower()).suffix
    if content.startswith(ZIP):
        if ending in TEXT_ENDINGS:
            raise Refused(f"This is a packed file, not the {ending} its name says. {ADVICE}")
        return read_workbook(content, asked=asked, limits=limits)
    _check_text(content, ending)
    return read_text(content, asked=asked, limits=limits)


def weight(content: bytes) -> int:
    """Octets of what is in the file, unpacked: what reading it takes time for. What cannot be opened weighs nothing."""
    if not content.startswith(ZIP):
        return len(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0


def too_large(octets: int) -> str:
    return f"This file is too large: a spreadsheet can have up to {octets // 1024**2} MB. Split it and try again."


def _check_text(content: bytes, ending: str) -> None:
    for start, what in STARTS.items():
        if content.startswith(start):
            raise Refused(f"This is {what}, not a CSV file or an Excel workbook (.xlsx). {ADVICE}")
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(PAGES):
        raise Refused(f"This is a web page, whatever its name says. Open it in Excel. {ADVICE}")
    if ending not in TEXT_ENDINGS:
        raise Refused(f"This is not an Excel workbook (.xlsx), and its name does not end in .csv. {ADVICE}")


def arranged(rows: list[Row], *, limits: Limits, lettered: bool) -> Table:
    """Rows with their headings told apart, within the limits. Raises Refused."""
    from activities.importing.columns import heading_row

    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise Refused("This file holds no rows: choose the one that holds your activities.")
    at = heading_row([row.cells for row in filled[:10]])
    head, below = filled[at].cells, filled[at + 1 :]
    if len(below) > limits.rows:
        raise Refused(
            f"This file holds {len(below):,} rows: up to {limits.rows:,} can be imported at a time. Split it and try again."
        )
    if len(head) > limits.columns:
        raise Refused(
            f"This file has {len(head):,} columns: up to {limits.columns} can be read. Leave out those you do not need."
        )
    if not below:
        raise Refused("This file holds headings and no rows below them.")
    return Table(tuple(cell.strip() for cell in head), tuple(below), lettered)


def check_cells(count: int, limits: Limits) -> None:
    """Raises Refused for more cells than a table within the limits can have."""
    if count > limits.rows * limits.columns:
        raise Refused(
            f"This file holds too much: up to {limits.rows:,} rows of {limits.columns} columns can be imported "
            "at a time. Split it and try again."
        )


def without(table: Table, heading: str) -> Table:
    """The table without the columns of this heading."""
    kept = [place for place, name in enumerate(table.head) if name != heading]
    if len(kept) == len(table.head):
        return table
    rows = [
        Row(row.line, tuple(row.cells[place] for place in kept if place < len(row.cells)))
        for row in table.rows
    ]
    return Table(tuple(table.head[place] for place in kept), tuple(rows), table.lettered)


def column_name(number: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA."""
    name, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
