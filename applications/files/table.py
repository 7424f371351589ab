"""The grid as CSV (one line for each part; UTF-8 with BOM, RFC 4180, cells that cannot run as formulas) and as JSON."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from applications.files.wording import spell_comment, spell_evidence
from lib.spreadsheets import quote_cell

COLUMNS = (
    "section", "code", "asks", "check", "asked_for", "shown", "status", "words", "guide", "statement", "also_shows",
    "shown_in", "evidence", "comments", "copied_from",
)  # fmt: skip


def render_csv(facts: Mapping[str, Any]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for section in facts["sections"]:
        comments = "\n".join(spell_comment(one) for one in section["comments"])
        for row in section["rows"]:
            cells = [section["code"], *cells_of(row), comments, row["copied_from"]]
            writer.writerow([quote_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def cells_of(row: Mapping[str, Any]) -> list[Any]:
    return [
        row["code"], row["asks"], row["check"], yes(row["is_asked"]), yes(row["is_shown"]), row["status"], row["words"],
        row["guide"], row["text"], ", ".join(row["names"]), ", ".join(row["named_in"]),
        "\n".join(spell_evidence(one) for one in row["evidence"]),
    ]  # fmt: skip


def yes(value: bool) -> str:
    return "yes" if value else "no"


def render_json(facts: Mapping[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=2).encode()
