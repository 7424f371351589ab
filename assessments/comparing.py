"""What a version of a template changed, field by field. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.contents import Content, CriterionText, write_prompts
from assessments.scoring import write_levels
from lib.formats import figure

FIELDS = {
    "title": "Title",
    "guidance": "Guidance",
    "tags": "Tags",
    "prompts": "Questions about the whole",
    "rule": "What passes",
    "attempts": "Attempts allowed",
}
OF_CRITERION = {
    "section": "section",
    "guidance": "guidance",
    "maximum": "highest score",
    "weight": "weight",
    "minimum": "least that passes",
    "evidence_required": "evidence required",
    "levels": "what each score means",
    "competences": "competences",
}


@dataclass(frozen=True)
class Difference:
    """One field; empty text where there is nothing."""

    label: str
    before: str
    after: str


def differences(before: Content, after: Content) -> list[Difference]:
    """In the order in which the page shows the fields; criteria are told apart by their titles."""
    return [*_of_whole(before, after), *_of_criteria(before.criteria, after.criteria)]


def _of_whole(before: Content, after: Content) -> Iterator[Difference]:
    for name, label in FIELDS.items():
        old, new = _shown(name, getattr(before, name)), _shown(name, getattr(after, name))
        if old != new:
            yield Difference(label, old, new)


def _of_criteria(before: list[CriterionText], after: list[CriterionText]) -> Iterator[Difference]:
    old, new = _by_title(before), _by_title(after)
    for title, one in new.items():
        if title not in old:
            yield Difference(f"Criterion “{title}”", "", "Added")
            continue
        for name, label in OF_CRITERION.items():
            was, now = _shown(name, getattr(old[title], name)), _shown(name, getattr(one, name))
            if was != now:
                yield Difference(f"“{title}”, {label}", was, now)
    for title in old:
        if title not in new:
            yield Difference(f"Criterion “{title}”", "", "Taken out")
    stayed = [title for title in old if title in new], [title for title in new if title in old]
    if stayed[0] != stayed[1]:
        yield Difference("Order of the criteria", "; ".join(stayed[0]), "; ".join(stayed[1]))


def _by_title(criteria: list[CriterionText]) -> dict[str, CriterionText]:
    """Each under its title; a second of the same title under `Title (2)`."""
    found: dict[str, CriterionText] = {}
    for one in criteria:
        many = sum(other.title == one.title for other in found.values())
        found[f"{one.title} ({many + 1})" if many else one.title] = one
    return found


def _shown(name: str, value: Any) -> str:
    match name:
        case "prompts":
            return write_prompts(value)
        case "levels":
            return write_levels(value)
        case "rule":
            return value.words or "No pass mark"
        case "tags" | "competences":
            return ", ".join(value)
        case "evidence_required":
            return "Yes" if value else "No"
        case "weight" | "minimum":
            return figure(value)
    return str(value)
