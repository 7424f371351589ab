"""A pack as PDF: tagged (PDF/UA-1), made for archives (PDF/A-2a), black on white A4.

People's words reach typst as JSON data and are never read as markup; the layout stands in `typst/`.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from lib.digests import digest
from lib.formats import duration
from registers.packfiles.facts import PackRefused, check_facts
from registers.packfiles.glyphs import FAMILIES, FONT_FOLDER, make_printable
from registers.packfiles.wording import spell_category, spell_date, spell_dates, spell_figures, spell_status

LAYOUT_FOLDER = Path(__file__).parent / "typst"
STANDARDS: list = ["a-2a", "ua-1"]
MACHINE_KEYS = {"uid", "sha256", "href"}


def render_pdf(facts: Mapping[str, Any]) -> bytes:
    """The pack as PDF bytes, the same bytes for the same facts. Raises PackRefused."""
    check_facts(facts)
    data = json.dumps(_lay_out(facts), ensure_ascii=False)
    compiler = typst.Compiler(LAYOUT_FOLDER / "pack.typ", root=LAYOUT_FOLDER, font_paths=_fonts())
    stamp = datetime.fromisoformat(facts["declared_on"] or facts["period"]["to"]).replace(tzinfo=UTC)
    try:
        made = compiler.compile(
            format="pdf", sys_inputs={"pack": data}, pdf_standards=STANDARDS, timestamp=int(stamp.timestamp())
        )
    except typst.TypstError as error:
        raise PackRefused(f"The PDF could not be made: {error.message}.") from error
    if not isinstance(made, bytes):
        raise PackRefused("The PDF could not be made: it has no pages.")
    return made


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts alone, so that a pack looks the same whatever the machine has."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )


def _lay_out(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as printable texts, in the order in which `pack.typ` prints them."""
    numbers = {activity["uid"]: number for number, activity in enumerate(facts["activities"], 1)}
    period = facts["period"]
    shown = {
        "families": FAMILIES,
        "title": f"CPD record, {spell_dates(period['from'], period['to'])}",
        "institution": facts["institution"],
        "holder": facts["holder"]["name"],
        "details": [{"label": label, "text": text} for label, text in _details(facts) if text],
        "findings": [_lay_finding(finding, numbers) for finding in facts["findings"]],
        "exceptional_reason": _paragraphs(facts["exceptional_reason"]),
        "statements": [_lay_text(entry["label"], entry["text"]) for entry in facts["statements"]],
        "activities": [_lay_activity(activity) for activity in facts["activities"]],
        "totals": _lay_totals(facts["totals"]),
        "evidence": _lay_evidence(facts["activities"]),
        "sources": [source | {"href": source["url"]} for source in facts["rules_source"]],
        "declaration": _paragraphs(facts["declaration"]),
        "declared": spell_date(facts["declared_on"]) if facts["declared_on"] else "",
        "code": facts["code"] or "",
        "verify_url": facts["verify_url"] or "",
        "href": facts["verify_url"] or "",
    }
    return _printable(shown) | {"digest": digest(facts), "qr": _draw_qr(facts["verify_url"])}


def _details(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    holder, register = facts["holder"], facts["register"]
    return [
        ("Name", holder["name"]),
        ("Job title", holder["job_title"]),
        ("Membership number", holder["membership_number"]),
        ("Register", f"{register['grade']}, {register['grade_title']}"),
        ("Body", register["body"]),
        ("Rules", f"{register['pack']}, version {register['version']}"),
        ("Period", spell_dates(facts["period"]["from"], facts["period"]["to"])),
        ("Declared", spell_date(facts["declared_on"]) if facts["declared_on"] else "Draft, not declared"),
        ("Name on the verify page", "Shown" if holder["show_name"] else "Not shown"),
    ]


def _lay_finding(finding: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    left_out = [
        f"{numbers.get(entry['uid'], entry['uid'])}: {entry['why']}" for entry in finding["not_counted"]
    ]
    return {
        "status": spell_status(finding["status"]),
        "rule": finding["rule"],
        "title": finding["title"],
        "reason": finding["reason"],
        "figures": spell_figures(finding["figures"]),
        "counted": ", ".join(str(numbers.get(uid, uid)) for uid in finding["counted"]),
        "not_counted": "; ".join(left_out),
    }


def _lay_activity(activity: Mapping[str, Any]) -> dict[str, Any]:
    texts = [
        ("What you did and why it is relevant", activity["description"]),
        ("Benefit to practice", activity["benefit_practice"]),
        ("Benefit to users", activity["benefit_users"]),
    ]
    verified = ""
    if activity["verified_by"]:
        verified = f"Verified by {activity['verified_by']}"
        verified += f" on {spell_date(activity['verified_on'])}" if activity["verified_on"] else ""
    category = spell_category(activity["category"])
    if activity["body_category"]:
        category = f"{category} ({activity['body_category']})"
    return {
        "uid": activity["uid"],
        "title": activity["title"],
        "provider": activity["provider"],
        "dates": spell_dates(activity["start_date"], activity["end_date"]),
        "category": category,
        "time": duration(activity["minutes"]),
        "points": activity["points"] or "",
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
        {"number": str(number), "title": item["title"], "kind": item["kind"], "sha256": item["sha256"] or ""}
        for number, activity in enumerate(activities, 1)
        for item in activity["evidence"]
    ]


def _lay_text(label: str, text: str) -> dict[str, Any]:
    return {"label": label, "paragraphs": _paragraphs(text)}


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _printable(value: Any) -> Any:
    """The same structure with every text made printable; digests, uids and links stay whole."""
    if isinstance(value, str):
        return make_printable(value)
    if isinstance(value, Mapping):
        return {key: item if key in MACHINE_KEYS else _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _draw_qr(address: str | None) -> str:
    """The address as an SVG picture, or nothing for a draft."""
    if not address:
        return ""
    return segno.make(address, error="m", micro=False).svg_inline(border=2, scale=4)
