"""A pack as CSV: UTF-8 with BOM, RFC 4180, ISO dates, cells that cannot run as formulas.

One table holds five parts, told apart by the first column: `summary`, `return` and `record` (as the body's return
asks), `rule` and `activity`. Each part starts with a row of its column names; every row has as many cells as the widest.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lib.spreadsheets import quote_cell
from registers.packfiles.facts import check_facts
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


def render_csv(facts: Mapping[str, Any]) -> bytes:
    """The pack as CSV bytes. Raises PackRefused."""
    check_facts(facts)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    parts: dict[str, list[Sequence[Value]]] = {
        "summary": [SUMMARY_COLUMNS, *summary_rows(facts)],
        "return": [RETURN_COLUMNS, *return_rows(facts)],
        "record": list(record_rows(facts)),
        "rule": [RULE_COLUMNS, *rule_rows(facts)],
        "activity": [ACTIVITY_COLUMNS, *activity_rows(facts)],
    }
    width = max(len(row) for rows in parts.values() for row in rows)
    for part, rows in parts.items():
        for row in rows:
            blank = [""] * (width - len(row))
            writer.writerow([part, *(_spell_cell(value) for value in row), *blank])
    return text.getvalue().encode("utf-8-sig")


def _spell_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return quote_cell(value) if isinstance(value, str) else str(value)
