"""A pack as a document: every fact as words, in the order in which a reader meets them. The PDF and the DOCX print it.

First whose pack it is and what each rule says, then the body's own return, then each activity in full.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.formats import duration
from registers.packfiles import layout
from registers.packfiles.wording import (
    spell_category,
    spell_date,
    spell_dates,
    spell_figures,
    spell_name,
    spell_status,
)

# Our own words for the texts that a body's return does not ask for.
TEXT_LABELS = {
    "description": "What you did and why it is relevant",
    "benefit_practice": "Benefit to practice",
    "benefit_users": "Benefit to users",
}


def lay_out(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as plain texts, lists and dicts. Empty texts are left out by whoever prints."""
    numbers = {activity["uid"]: number for number, activity in enumerate(facts["activities"], 1)}
    period = facts["period"]
    filled = layout.fill(facts)
    return {
        "title": f"CPD record, {spell_dates(period['from'], period['to'])}",
        "institution": facts["institution"],
        "holder": facts["holder"]["name"],
        "details": [{"label": label, "text": text} for label, text in _details(facts, numbers) if text],
        "findings": [_lay_finding(finding, numbers) for finding in facts["findings"]],
        "return_name": filled.name,
        "parts": [_lay_part(part, facts) for part in filled.parts],
        "activities": [
            _lay_activity(activity, filled.record, place)
            for place, activity in enumerate(facts["activities"])
        ],
        "totals": _lay_totals(facts["totals"]),
        "evidence": _lay_evidence(facts["activities"]),
        "sources": [source | {"href": source["url"]} for source in facts["rules_source"]],
        "declaration": [] if _is_in_the_return(filled, facts) else paragraphs(facts["declaration"]),
        "declared": spell_date(facts["declared_on"]) if facts["declared_on"] else "",
        "code": facts["code"] or "",
        "verify_url": facts["verify_url"] or "",
        "href": facts["verify_url"] or "",
    }


def _is_in_the_return(filled: layout.Filled, facts: Mapping[str, Any]) -> bool:
    """Whether the body's own return asks for the declaration: it is then read there, and not once more at the end."""
    answers = (part for part in filled.parts if isinstance(part, layout.Answer))
    return any(part.value == facts["declaration"] for part in answers)


def _details(facts: Mapping[str, Any], numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    holder, register = facts["holder"], facts["register"]
    return [
        ("Name", holder["name"]),
        ("Job title", holder["job_title"]),
        ("Membership number", holder["membership_number"]),
        ("Standing", holder.get("standing", "")),
        ("Register", f"{register['grade']}, {register['grade_title']}"),
        ("Body", register["body"]),
        ("Rules", f"{register['pack']}, edition {register['version']}"),
        ("Period", spell_dates(facts["period"]["from"], facts["period"]["to"])),
        ("Declared", spell_date(facts["declared_on"]) if facts["declared_on"] else "Draft, not declared"),
        ("Replaces the pack", facts.get("replaces", "")),
        ("Written about at length", ", ".join(f"no. {numbers[uid]}" for uid in facts.get("discussed", ()))),
        ("Name on the verify page", "Shown" if holder["show_name"] else "Not shown"),
    ]


def _lay_finding(finding: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "status": spell_status(finding["status"]),
        "rule": spell_name(finding["rule"]),
        "title": finding["title"],
        "reason": finding["reason"],
        "figures": spell_figures(finding["figures"]),
        "counted": ", ".join(_places(finding["counted"], numbers)),
        "not_counted": _left_out(finding["not_counted"], numbers),
    }


def _places(uids: Iterable[str], numbers: Mapping[str, int]) -> list[str]:
    """The numbers of activities in their order, then the uids of those that are not listed."""
    listed = sorted(numbers[uid] for uid in uids if uid in numbers)
    return [*map(str, listed), *(uid for uid in uids if uid not in numbers)]


def _left_out(entries: Iterable[Mapping[str, str]], numbers: Mapping[str, int]) -> str:
    """`2, 4, 1 not listed here: planned; 7: ongoing`: by reason, those of the pack by their number."""
    by_why: dict[str, list[int | None]] = {}
    for entry in entries:
        by_why.setdefault(entry["why"], []).append(numbers.get(entry["uid"]))
    said = []
    for why, found in by_why.items():
        places = [str(number) for number in sorted(number for number in found if number is not None)]
        absent = len(found) - len(places)
        said.append(f"{', '.join([*places, *([f'{absent} not listed here'] if absent else [])])}: {why}")
    return "; ".join(said)


def _lay_part(part: layout.Answer | layout.Record, facts: Mapping[str, Any]) -> dict[str, Any]:
    """An answer as a heading with paragraphs; of the record the short columns, the long ones follow with each activity."""
    if isinstance(part, layout.Answer):
        return {
            "label": part.label,
            "paragraphs": paragraphs(layout.spell(part.value)),
            "rows": [],
            "columns": [],
        }
    shown = [column for column in part.columns if column.is_short and column.key != "title"]
    title = next((column.label for column in part.columns if column.key == "title"), "Activity")
    places = [part.columns.index(column) for column in shown]
    return {
        "label": "Activities",
        "paragraphs": [] if part.rows else ["No activity is listed in this pack."],
        "columns": ["No.", title, *(column.label for column in shown)],
        "types": ["place", "title", *(column.type for column in shown)],
        "rows": [
            [str(number), activity["title"], *(layout.spell(row[place]) for place in places)]
            for number, (activity, row) in enumerate(zip(facts["activities"], part.rows, strict=True), 1)
        ],
    }


def _lay_activity(activity: Mapping[str, Any], record: layout.Record, place: int) -> dict[str, Any]:
    """One activity in full: the body's long fields first, then what the body does not ask for."""
    verified = ""
    if activity["verified_by"]:
        verified = f"Verified by {activity['verified_by']}"
        verified += f" on {spell_date(activity['verified_on'])}" if activity["verified_on"] else ""
    category = spell_category(activity["category"])
    if activity["body_category"]:
        category = f"{category} ({activity['body_category']})"
    printed = layout.covered(record.columns)
    texts = [
        (column.label, layout.spell(value))
        for column, value in zip(record.columns, record.rows[place], strict=True)
        if not column.is_short and not activity["sealed"]
    ]
    texts += [(label, activity[key]) for key, label in TEXT_LABELS.items() if key not in printed]
    about = [
        spell_dates(activity["start_date"], activity["end_date"]),
        duration(activity["minutes"]),
        category,
        f"{activity['points']} points" if activity["points"] else "",
        "planned" if activity.get("was_planned") else "",
        activity["provider"],
    ]
    return {
        "uid": activity["uid"],
        "title": activity["title"],
        "about": ", ".join(filter(None, about)),
        "competences": ", ".join(activity.get("competences") or ()),
        "texts": [_lay_text(label, text) for label, text in texts if text.strip()],
        "verified": verified,
        "sealed": activity["sealed"],
    }


def _lay_totals(totals: Mapping[str, Any]) -> dict[str, Any]:
    rows = [
        {
            "category": spell_category(row["category"]),
            "activities": str(row["activities"]),
            "time": duration(row["minutes"]),
        }
        for row in totals["by_category"]
    ]
    return {
        "rows": rows,
        "activities": str(totals["activities"]),
        "time": duration(totals["minutes"]),
        "points": totals["points"] or "",
    }


def _lay_evidence(activities: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "number": str(number),
            "title": f"{item['title']}, {item['url']}" if item.get("url") else item["title"],
            "kind": item["kind"],
            "sha256": item["sha256"] or "",
        }
        for number, activity in enumerate(activities, 1)
        for item in activity["evidence"]
    ]


def _lay_text(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "paragraphs": paragraphs(text)}


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]
