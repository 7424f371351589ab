"""A pack as CSV: UTF-8 with BOM, RFC 4180, ISO dates, cells that cannot run as formulas.

One table holds three parts, told apart by the first column: `summary`, `rule` and `activity`. Each part starts
with a row of its column names; every row has the same number of cells.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lib.spreadsheets import quote_cell
from registers.packfiles.facts import check_facts
from registers.packfiles.rows import (
    ACTIVITY_COLUMNS,
    RULE_COLUMNS,
    SUMMARY_COLUMNS,
    Value,
    activity_rows,
    rule_rows,
    summary_rows,
)

WIDTH = 1 + max(len(SUMMARY_COLUMNS), len(RULE_COLUMNS), len(ACTIVITY_COLUMNS))


def render_csv(facts: Mapping[str, Any]) -> bytes:
    """The pack as CSV bytes. Raises PackRefused."""
    check_facts(facts)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    _write_part(writer, "summary", [SUMMARY_COLUMNS, *summary_rows(facts)])
    _write_part(writer, "rule", [RULE_COLUMNS, *rule_rows(facts)])
    _write_part(writer, "activity", [ACTIVITY_COLUMNS, *activity_rows(facts)])
    return text.getvalue().encode("utf-8-sig")


def _write_part(writer: Any, part: str, rows: Iterable[Iterable[Value]]) -> None:
    for row in rows:
        cells = [part, *(_spell_cell(value) for value in row)]
        writer.writerow(cells + [""] * (WIDTH - len(cells)))


def _spell_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return quote_cell(value) if isinstance(value, str) else str(value)
