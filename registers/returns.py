"""What a body's return asks of the whole period: the texts to write, and the statement to choose. Pure."""

from dataclasses import dataclass

from registers.editions import Edition

TEXTUAL = {"text", "table", "list"}
# Shown by other means: the tick that declares, and the reason for two categories.
ELSEWHERE = {"declaration", "category_exception_reason"}


@dataclass(frozen=True)
class Question:
    """One text of the return. `max_words` is a hard limit or None."""

    key: str
    label: str
    required: bool
    max_words: int | None


def questions(edition: Edition) -> list[Question]:
    """The texts to write, the body's own first; a plan and an evaluation where the rules ask for them besides."""
    asked = [
        Question(one.key, one.label, one.required is True, one.max_words)
        for one in edition.return_fields
        if one.type in TEXTUAL and not one.key.startswith("activities[") and one.key not in ELSEWHERE
    ]
    held = {one.holds for one in edition.return_fields}
    if "plan" not in held and edition.reflection.get("plan"):
        asked.append(Question("plan", "Your plan for the period", False, None))
    if "evaluation" not in held and edition.reflection.get("evaluate_against_plan"):
        asked.append(Question("evaluation", "How it went against your plan", False, None))
    return list({one.key: one for one in asked}.values())


def statement_choices(edition: Edition) -> list[tuple[str, str]]:
    """(code, label) where the body asks to choose one statement; empty elsewhere."""
    return [(one["code"], one["label"]) for field in edition.return_fields for one in (field.options or ())]


def declaration_text(edition: Edition) -> str:
    """What the member declares, in the return's words where it has them."""
    for field in edition.return_fields:
        if field.key == "declaration":
            return field.label
    return "This is a true record of my continuing professional development in this period"


def asks_reason(edition: Edition) -> bool:
    """Whether fewer categories are exceptionally allowed, with a reason."""
    return edition.breadth.exceptional is not None
