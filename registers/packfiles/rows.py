"""The rows that the XLSX and the CSV of a pack share: texts, whole numbers, decimals, dates or None."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lib.digests import canonical_json, digest
from registers.packfiles import layout
from registers.packfiles.wording import spell_category, spell_status

Value = str | int | Decimal | date | None

SUMMARY_COLUMNS = ("fact", "value")
RETURN_COLUMNS = ("key", "asked", "answer")
RULE_COLUMNS = ("rule", "title", "status", "result", "reason", "figures", "counted", "not_counted")
ACTIVITY_COLUMNS = [
    "uid",
    "title",
    "provider",
    "start_date",
    "end_date",
    "minutes",
    "category",
    "body_category",
    "description",
    "benefit_practice",
    "benefit_users",
    "points",
    "verified_by",
    "verified_on",
    "evidence",
    "sealed",
    "was_planned",
    "competences",
]


def summary_rows(facts: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """Whose pack, under which rules, over which period, with which totals: (fact, value)."""
    holder, register, period = facts["holder"], facts["register"], facts["period"]
    yield "State", "Declared" if facts["code"] else "DRAFT, not declared"
    yield "Form", facts["schema"]
    yield "Institution", facts["institution"]
    yield "Name", holder["name"]
    yield "Job title", holder["job_title"]
    yield "Membership number", holder["membership_number"]
    yield "Name on the verify page", "shown" if holder["show_name"] else "not shown"
    yield "Body", register["body"]
    yield "Rule pack", register["pack"]
    yield "Rule pack version", register["version"]
    yield "Grade", register["grade"]
    yield "Grade title", register["grade_title"]
    yield "Period from", date.fromisoformat(period["from"])
    yield "Period to", date.fromisoformat(period["to"])
    yield "Declared on", _read_date(facts["declared_on"])
    yield "Declaration", facts["declaration"]
    yield "Standing", facts["holder"].get("standing")
    yield "Replaces the pack", facts.get("replaces")
    yield "Written about at length", "\n".join(facts.get("discussed", ()))
    yield "Exceptional reason", facts["exceptional_reason"]
    yield from (
        (f"Statement: {entry['label']} ({entry['key']})", entry["text"]) for entry in facts["statements"]
    )
    yield from _total_rows(facts["totals"])
    yield "Verification code", facts["code"]
    yield "Verify at", facts["verify_url"]
    yield "Digest of the facts (SHA-256)", digest(facts)
    yield from ((f"Source of the rules: {source['what']}", source["url"]) for source in facts["rules_source"])


def return_rows(facts: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    """What the body's return asks once, in its order, under RETURN_COLUMNS; the first row names the return."""
    filled = layout.fill(facts)
    yield "return", "Name of the return", filled.name
    for answer in filled.answers:
        yield answer.key, answer.label, layout.NOT_RECORDED if answer.value is None else answer.value


def record_rows(facts: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    """The activities as the body's return lists them: the head with its labels, then a row each, numbered."""
    record = layout.fill(facts).record
    titled = any(column.key == "title" for column in record.columns)
    yield ("no", *(() if titled else ("Activity",)), *(column.label for column in record.columns))
    for number, (activity, row) in enumerate(zip(facts["activities"], record.rows, strict=True), 1):
        cells = (layout.NOT_RECORDED if value is None else value for value in row)
        yield (number, *(() if titled else (activity["title"],)), *cells)


def rule_rows(facts: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    """One row per rule, under RULE_COLUMNS; `figures` as JSON, several uids on lines of their own."""
    for finding in facts["findings"]:
        left_out = (f"{entry['uid']}: {entry['why']}" for entry in finding["not_counted"])
        yield (
            finding["rule"],
            finding["title"],
            finding["status"],
            spell_status(finding["status"]),
            finding["reason"],
            canonical_json(finding["figures"]),
            "\n".join(finding["counted"]),
            "\n".join(left_out),
        )


def activity_rows(facts: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    """One row per activity, under ACTIVITY_COLUMNS; each piece of evidence on a line of its own."""
    for activity in facts["activities"]:
        yield tuple(_read_field(activity, column) for column in ACTIVITY_COLUMNS)


def _read_field(activity: Mapping[str, Any], column: str) -> Value:
    value = activity.get(column)
    if column in {"start_date", "end_date", "verified_on"}:
        return _read_date(value)
    if column == "points":
        return None if value is None else Decimal(value)
    if column == "evidence":
        return "\n".join(_spell_evidence(item) for item in value)
    if column in {"sealed", "was_planned"}:
        return None if value is None else "yes" if value else "no"
    if column == "competences":
        return "\n".join(value or ())
    return value


def _spell_evidence(item: Mapping[str, Any]) -> str:
    digest = f"sha256 {item['sha256']}" if item["sha256"] else "no digest"
    return " | ".join(filter(None, (item["title"], item["kind"], item["uid"], item.get("url", ""), digest)))


def _total_rows(totals: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    yield "Activities", totals["activities"]
    yield "Minutes", totals["minutes"]
    yield "Points", None if totals["points"] is None else Decimal(totals["points"])
    for row in totals["by_category"]:
        words = f"{spell_category(row['category'])} ({row['category']})"
        yield f"Activities: {words}", row["activities"]
        yield f"Minutes: {words}", row["minutes"]


def _read_date(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
