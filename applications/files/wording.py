"""What the files say of a fact: one wording for all of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.formats import day

KINDS = {
    "activity": "Activity",
    "entry": "Journal entry",
    "evidence": "Evidence",
    "assessment": "Assessment",
}
AGES = {"": "", "older": "older than the body usually takes", "too_old": "older than the body takes at all"}


def spell_day(iso: str | None) -> str:
    return day(date.fromisoformat(iso)) if iso else ""


def spell_evidence(one: Mapping[str, Any]) -> str:
    """ "Activity: Laser safety course, 14 Mar 2026 (3 h): I set the controls." """
    about = ", ".join(part for part in (one["title"], spell_day(one["date"])) if part)
    notes = "; ".join(part for part in (one["note"], AGES[one["age"]]) if part)
    reason = f": {one['reason']}" if one["reason"] else ""
    return f"{KINDS[one['kind']]}: {about}" + (f" ({notes})" if notes else "") + reason


def spell_comment(one: Mapping[str, Any]) -> str:
    view = f"{one['view']}. " if one["view"] else ""
    earlier = " (given on an earlier version)" if one["on_earlier_version"] else ""
    return f"{one['supporter']}: {view}{one['comment']}".strip() + earlier


def details(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines at the top; empty ones are left out."""
    register, result = facts["register"], facts["result"]
    guide = f" of about {result['total_words_guide']}" if result["total_words_guide"] else ""
    rows = [
        ("Name", facts["holder"]["name"]),
        ("Job title", facts["holder"]["job_title"]),
        ("Applying for", f"{register['grade']}, {register['grade_title']}"),
        ("Body", register["body"]),
        ("Standard", ", ".join(part for part in (register["standard"], register["edition"]) if part)),
        ("Route", f"{register['route']}: {register['route_rule']}" if register["route"] else ""),
        ("Sent", spell_day(facts["sent_on"]) if facts["sent_on"] else "Draft, not sent"),
        ("Shown", result["reason"]),
        ("Words", f"{result['total_words']}{guide}"),
    ]
    return [(label, text) for label, text in rows if text]


def row_heading(row: Mapping[str, Any]) -> str:
    check = f" ({row['check']})" if row["check"] else ""
    return f"{row['code']}: {row['asks'] or 'wording not published'}{check}"


def row_length(row: Mapping[str, Any]) -> str:
    if row["names"]:
        return f"{row['words']} words; also shows {', '.join(row['names'])}"
    if row["named_in"] and not row["text"]:
        return f"Shown in {', '.join(row['named_in'])}"
    if not row["text"]:
        return row["status"]
    return f"{row['words']} words" + (f", guide {row['guide']}" if row["guide"] else "")


def supporter_line(one: Mapping[str, Any]) -> str:
    when = f", {spell_day(one['answered_on'])}" if one["answered_on"] else ""
    role = f", {one['role']}" if one["role"] else ""
    earlier = " (given on an earlier version)" if one["on_earlier_version"] else ""
    said = f": {one['overall']}" if one["overall"] else ""
    return f"{one['name']}{role}{when}, {one['state'].lower()}{earlier}{said}"
