"""A pack as a spreadsheet: Summary, Return, Record, Rules and Activities; real dates and numbers, texts stay texts."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from registers.packfiles.facts import PackRefused, check_facts
from registers.packfiles.rows import (
    ACTIVITY_COLUMNS,
    RETURN_COLUMNS,
    RULE_COLUMNS,
    SUMMARY_COLUMNS,
    Value,
    activity_rows,
    record_rows,
    return_rows,
    rule_rows,
    summary_rows,
)

# The file format's own limit on the text of one cell.
LONGEST_CELL = 32_767
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SUMMARY_WIDTHS = (34, 80)
RETURN_WIDTHS = (24, 50, 90)
RECORD_WIDTHS = (6, 40, *(28,) * 14)
RULE_WIDTHS = (20, 36, 14, 16, 60, 30, 38, 50)
ACTIVITY_WIDTHS = (38, 40, 26, 12, 12, 9, 16, 16, 60, 60, 60, 9, 22, 12, 50, 8, 12, 40)


def render_xlsx(facts: Mapping[str, Any]) -> bytes:
    """The pack as XLSX bytes, the same bytes for the same facts. Raises PackRefused."""
    check_facts(facts)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        stamp = datetime.fromisoformat(facts["declared_on"] or facts["period"]["to"]).replace(tzinfo=UTC)
        title = f"CPD record, {facts['period']['from']} to {facts['period']['to']}"
        book.set_properties({"title": title, "author": facts["holder"]["name"], "created": stamp})
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        }
        sheets: tuple[tuple[str, Sequence[int], list[Sequence[Value]]], ...] = (
            ("Summary", SUMMARY_WIDTHS, [SUMMARY_COLUMNS, *summary_rows(facts)]),
            ("Return", RETURN_WIDTHS, [RETURN_COLUMNS, *return_rows(facts)]),
            ("Record", RECORD_WIDTHS, list(record_rows(facts))),
            ("Rules", RULE_WIDTHS, [RULE_COLUMNS, *rule_rows(facts)]),
            ("Activities", ACTIVITY_WIDTHS, [ACTIVITY_COLUMNS, *activity_rows(facts)]),
        )
        for name, widths, rows in sheets:
            sheet = book.add_worksheet(name)
            _set_page(sheet, widths)
            _fill_sheet(sheet, looks, rows)
    return made.getvalue()


def _set_page(sheet: Any, widths: Sequence[int]) -> None:
    """Column widths, the head frozen and repeated, and one page of A4 across when printed."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _fill_sheet(sheet: Any, looks: Mapping[str, Any], rows: Iterable[Sequence[Value]]) -> None:
    """Rows in order, the first as the head (constant memory writes row by row)."""
    head = {"text": looks["head"]}
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            _write_cell(sheet, (number, column), value, looks=looks if number else head)


def _write_cell(sheet: Any, place: tuple[int, int], value: Value, *, looks: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), looks["date"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(*place, value, looks["text"])
    elif len(value) > LONGEST_CELL:
        raise PackRefused(
            f"A text of {len(value):,} characters does not fit a spreadsheet cell, which holds {LONGEST_CELL:,}. "
            "Choose PDF or CSV instead."
        )
    else:
        sheet.write_string(*place, value, looks["text"])
