"""The checklist of a mock audit, from a pack's own data and the facts of the year. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from registers import returns
from registers.editions import Edition

GROUPS = {
    "rules": "What the rules say",
    "return": "What the return asks for",
    "evidence": "Evidence",
    "standards": "The body’s standards",
    "criteria": "What its reviewers look at",
}


@dataclass(frozen=True)
class Line:
    """One thing to check. `status` is the engine's finding, or "" where only a person can judge; `url` mends it."""

    key: str
    group: str
    title: str
    status: str = ""
    says: str = ""
    url: str = ""
    mend: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def checklist(
    edition: Edition, facts: Mapping[str, Any], *, mends: Mapping[str, tuple[str, str]]
) -> list[dict[str, str]]:
    """Every line, rules first. `mends`: (address, words) by rule, where something can be mended."""
    lines = [
        *rule_lines(facts["findings"], mends),
        *return_lines(edition, facts["statements"]),
        *evidence_lines(edition, facts["activities"]),
        *standard_lines(edition),
        *criterion_lines(edition),
    ]
    return [line.as_dict() for line in lines]


def rule_lines(findings: Sequence[Mapping[str, Any]], mends: Mapping[str, tuple[str, str]]) -> list[Line]:
    lines = []
    for one in findings:
        url, words = mends.get(one["rule"], ("", ""))
        lines.append(
            Line(f"rule:{one['rule']}", "rules", one["title"], one["status"], one["reason"], url, words)
        )
    return lines


def return_lines(edition: Edition, statements: Sequence[Mapping[str, str]]) -> list[Line]:
    """The texts that the return asks for: written, missing, or asked for on some condition."""
    written = {one["key"] for one in statements if one["text"].strip()}
    lines = []
    for asked in returns.questions(edition):
        if asked.key in written:
            status, says = "met", "Written."
        elif asked.required:
            status, says = "not_met", "The return demands it, and nothing is written."
        else:
            status, says = "advice", "Nothing is written; the return may ask for it."
        lines.append(Line(f"return:{asked.key}", "return", asked.label, status, says))
    return lines


def evidence_lines(edition: Edition, activities: Sequence[Mapping[str, Any]]) -> list[Line]:
    policy = edition.data["cpd_rules"].get("evidence_required") or {}
    held = sum(1 for one in activities if one["evidence"])
    says = f"{held} of {len(activities)} activities have evidence."
    lacking = held < len(activities)
    if policy.get("with_record"):
        title = "Evidence goes with the record"
    elif policy.get("on_request"):
        title = "Evidence is kept, and sent when asked for"
    elif policy.get("with_record") is False and policy.get("on_request") is False:
        return [
            Line("evidence:policy", "evidence", "The body wants no evidence with the record", "met", says)
        ]
    else:
        return [Line("evidence:policy", "evidence", "Whether evidence is wanted", "body_decides", says)]
    return [Line("evidence:policy", "evidence", title, "advice" if lacking else "met", says)]


def standard_lines(edition: Edition) -> list[Line]:
    return [
        Line(f"standard:{one['code']}", "standards", f"{one['code']}. {one['statement']}")
        for one in edition.data["cpd_rules"].get("standards") or ()
    ]


def criterion_lines(edition: Edition) -> list[Line]:
    criteria = (edition.data["cpd_rules"].get("audit") or {}).get("review_criteria") or ()
    return [
        Line(f"criterion:{number}", "criteria", text[:1].upper() + text[1:])
        for number, text in enumerate(criteria, 1)
    ]


def grouped(lines: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """(heading, lines) in the order of GROUPS; empty groups are left out."""
    return [
        (words, found)
        for group, words in GROUPS.items()
        if (found := [one for one in lines if one["group"] == group])
    ]


def draws_words(edition: Edition) -> str:
    """How the body draws, as a sentence."""
    audit = edition.data["cpd_rules"].get("audit") or {}
    percent = audit.get("sample_percent")
    if audit.get("basis") == "all_submit":
        return f"{edition.called} looks at every member’s record."
    if percent:
        return f"{edition.called} draws {percent:g} % of members. Here is your year as if drawn."
    return f"{edition.called} publishes no share. Here is your year as if drawn."
