"""An Excel workbook's sheet as rows of text. A packed bomb, a formula, a macro or a link to another file is refused."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from activities.importing.files import (
    ADVICE,
    Limits,
    Reading,
    Refused,
    Row,
    Table,
    arranged,
    check_cells,
    column_name,
)

# What the libraries raise on a file that was cut, changed or made by hand.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, NotImplementedError, RuntimeError, EOFError, OSError,
)  # fmt: skip
DOCTYPES = [
    sign.encode(encoding)
    for sign in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
]
LONGEST_SIGN = max(len(sign) for sign in DOCTYPES)
PIECE = 1024 * 1024
WIDEST = 1_000
LAST_LINE = 1_048_576
MOST_PARTS = 2_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(content: bytes, *, asked: Reading, limits: Limits) -> tuple[Table, Reading]:
    """The table in the sheet asked for, else in the first visible one. Raises Refused."""
    try:
        _check_parts(content, limits)
        with warnings.catch_warnings():
            # What a file holds beside its cells (rules for input, pictures) is left alone, and need not be said.
            warnings.simplefilter("ignore")
            return _read(content, asked, limits=limits)
    except Refused:
        raise
    except BROKEN as error:
        raise Refused(
            f"This workbook cannot be opened: it is damaged, or not an Excel workbook. {ADVICE}"
        ) from error


def _check_parts(content: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            raise Refused(f"This is a packed file, but no Excel workbook (.xlsx). {ADVICE}")
        if any(name.startswith("xl/externalLinks/") for name in names):
            raise Refused(
                "This workbook takes values from other files. Paste them as values, save it and choose it again."
            )
        if any(name.endswith("vbaProject.bin") for name in names):
            raise Refused("This workbook holds macros. Save it as an Excel workbook (.xlsx) without them.")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
            raise Refused(
                f"This workbook unpacks to more than {limits.unpacked // 1024**2} MB. Copy the rows you need into a new one."
            )
        for part in parts:
            with packed.open(part) as opened:
                if _holds_entities(opened):
                    raise Refused(
                        "This workbook was not written by a spreadsheet program. Save it again and choose it anew."
                    )


def _holds_entities(part: IO[bytes]) -> bool:
    """Whether XML declares what spreadsheet programs never do; read in pieces, also across where two of them meet."""
    held = b""
    while piece := part.read(PIECE):
        held = held[-LONGEST_SIGN:] + piece
        if any(sign in held for sign in DOCTYPES):
            return True
    return False


def _read(content: bytes, asked: Reading, *, limits: Limits) -> tuple[Table, Reading]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
        if not sheets:
            raise Refused("This workbook has no sheet with rows.")
        chosen = asked.sheet if asked.sheet in sheets else sheets[0]
        rows = list(_rows(book[chosen], limits))
    finally:
        book.close()
    return arranged(rows, limits=limits, lettered=True), Reading(sheet=chosen, sheets=sheets)


def _rows(sheet: Any, limits: Limits) -> Iterator[Row]:
    # The size a sheet claims for itself may be a million rows of nothing.
    sheet.reset_dimensions()
    rows = cells = 0
    for line, found in enumerate(sheet.iter_rows(), start=1):
        # A row that says it is the thousand millionth is reached through as many empty ones.
        if line > LAST_LINE:
            raise Refused(
                f"This sheet has something below row {LAST_LINE:,}. Copy the rows you need into a new one."
            )
        if len(found) > WIDEST:
            raise Refused(
                f"Row {line} reaches beyond column {column_name(WIDEST - 1)}: delete the empty columns at the right."
            )
        texts = [_text(cell, line, place) for place, cell in enumerate(found)]
        while texts and not texts[-1]:
            texts.pop()
        cells += len(texts)
        check_cells(cells, limits)
        if texts:
            rows += 1
            yield Row(line, tuple(texts))
        if rows > limits.rows * 4:
            break


def _text(cell: Any, line: int, place: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise Refused(
            f"Cell {column_name(place)}{line} holds a formula, and formulas are not worked out here. Copy the sheet, "
            "paste it as values (Paste special), save it and choose it again."
        )
    return as_text(value)


def as_text(value: Any) -> str:
    """A cell's value as a person would write it: ISO days, `1:30` for a length of time, numbers without needless zeros."""
    if isinstance(value, str):
        return ESCAPED.sub(_unescaped, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return _clock(value)
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else repr(value)
    return str(value)


def _clock(value: time | timedelta) -> str:
    seconds = (
        value.total_seconds()
        if isinstance(value, timedelta)
        else value.hour * 3600 + value.minute * 60 + value.second
    )
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}:{minutes:02d}"


def _unescaped(match: re.Match) -> str:
    """A sign that XML cannot hold, which workbooks write as `_x000D_`; zeros and halves of signs stay as they stand."""
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
