"""The filtered log as CSV and XLSX, row by row: exactly the rows asked for, in their order."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.timezone import localtime

from activities.models import Activity
from lib.spreadsheets import quote_cell
from tenants.schemas import in_schema

COLUMNS = (
    "uid", "title", "provider", "start_date", "end_date", "minutes", "category", "description",
    "benefit_practice", "benefit_users", "evidence_count", "verified_by", "verified_on", "points_awarded",
    "tags", "created", "changed",
)  # fmt: skip
WIDTHS = (38, 40, 26, 12, 12, 9, 16, 60, 60, 60, 9, 22, 12, 12, 30, 28, 28)
BOM = "\ufeff"
CHUNK = 500
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def cells(activity: Activity) -> list[Any]:
    """One row in the order of COLUMNS. Sealed words are not in these columns, for anyone."""
    verified = activity.live_verification
    return [
        str(activity.uid),
        activity.title,
        activity.provider,
        activity.start_date,
        activity.end_date,
        activity.minutes,
        activity.category,
        activity.description,
        activity.benefit_practice,
        activity.benefit_users,
        activity.evidence_count,
        verified.by_name if verified else "",
        localtime(verified.at).date() if verified else None,
        verified.points_awarded if verified else None,
        ", ".join(activity.tags),
        activity.created.isoformat(),
        activity.changed.isoformat(),
    ]


def rows_of(activities: QuerySet, *, schema: str) -> Iterator[list[Any]]:
    """The cells of each row. A stream outlives the request's schema, so each chunk is read inside its own."""
    with in_schema(schema):
        keys = list(activities.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        with in_schema(schema):
            found = Activity.objects.with_evidence_count().for_rows().in_bulk(part)
            chunk = [cells(found[key]) for key in part if key in found]
        yield from chunk


def csv_lines(activities: QuerySet, *, schema: str) -> Iterator[str]:
    """The log as CSV, in pieces."""
    return csv_of(rows_of(activities, schema=schema))


def csv_of(rows: Iterable[list[Any]]) -> Iterator[str]:
    """Rows of `cells` as a file in pieces: UTF-8 with BOM, RFC 4180."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    made.write(BOM)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
        yield made.getvalue()
        made.seek(0)
        made.truncate()
    yield made.getvalue()


def csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return quote_cell(value) if isinstance(value, str) else str(value)


def xlsx_file(activities: QuerySet, *, schema: str) -> IO[bytes]:
    """The log as a workbook."""
    return xlsx_of(rows_of(activities, schema=schema))


def xlsx_of(rows: Iterable[list[Any]]) -> IO[bytes]:
    """Rows of `cells` as a workbook in a temporary file: days as days, numbers as numbers, texts as texts."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        sheet = book.add_worksheet("Activities")
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, looks["head"])
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                write_cell(sheet, (number, column), value, day=looks["day"])
    made.seek(0)
    return made


def write_cell(sheet: Any, place: tuple[int, int], value: Any, *, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(*place, value)
    else:
        sheet.write_string(*place, value)
