"""The record as CSV: one table a kind, the activities with the columns that the log's own export has."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from lib.spreadsheets import quote_cell

BOM = "\ufeff"


def table(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """UTF-8 with BOM, RFC 4180; the columns are the fields of the first row. Nothing for no rows."""
    made = io.StringIO()
    made.write(BOM)
    writer = csv.writer(made, lineterminator="\r\n")
    columns: list[str] = []
    for row in rows:
        if not columns:
            columns = list(row)
            writer.writerow(columns)
        writer.writerow([cell(row.get(name)) for name in columns])
    return made.getvalue().encode() if columns else b""


def cell(value: Any) -> str:
    """A person by name, a list of words with commas, anything nested as JSON; what a spreadsheet would run is quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and set(value) == {"name", "owner"}:
        return quote_cell(value["name"])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return quote_cell(", ".join(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return quote_cell(value) if isinstance(value, str) else str(value)
