"""Spreadsheets made for the tests, honest and otherwise."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import xlsxwriter

from activities.importing.files import Limits

LIMITS = Limits(octets=1024**2, unpacked=4 * 1024**2, rows=200, columns=30)
HEAD = ("Title", "Date", "Hours", "CPD type", "Notes")
LOG = (
    HEAD,
    ("Laser safety refresher", "14/03/2026", "1.5", "Course", "Half a day."),
    ("Read a paper", "02/04/2026", "45 min", "Reading", ""),
)


def delimited(rows: Sequence[Sequence[Any]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue().encode(encoding)


def workbook(
    rows: Sequence[Sequence[Any]], *more: tuple[str, Sequence[Sequence[Any]]], name: str = "Log"
) -> bytes:
    """A workbook as a spreadsheet program writes it; `more` are further sheets."""
    book = openpyxl.Workbook()
    for title, held in ((name, rows), *more):
        sheet = book.active if title == name else book.create_sheet(title)
        sheet.title = title
        for row in held:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_formula() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Log")
        for number, row in enumerate(LOG):
            sheet.write_row(number, 0, row)
        sheet.write_formula("C4", "=SUM(C2:C3)", None, 2.25)
    return made.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The workbook with these parts put in or replaced; `__` in a name is a slash, `_dot_` a full stop."""
    new = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for item in old.infolist():
            if item.filename not in new:
                packed.writestr(item.filename, old.read(item))
        for name, data in new.items():
            packed.writestr(name, data)
    return made.getvalue()


def zipped(**parts: bytes) -> bytes:
    return repacked(_empty_zip(), **parts)


def _empty_zip() -> bytes:
    made = io.BytesIO()
    zipfile.ZipFile(made, "w").close()
    return made.getvalue()
