"""What a body's return asks of the whole period: the texts to write, and the statement to choose. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from registers.editions import Edition, ReturnField
from registers.rules.returns import count_words

TEXTUAL = {"text", "table", "list", "multi_enum"}
TICK = "boolean"
# Shown by other means: the tick that declares, and the reason for two categories.
ELSEWHERE = {"category_exception_reason"}
# What a tick is kept as among the answers, and printed as.
YES = "Yes"


@dataclass(frozen=True)
class Question:
    """One answer of the return. `max_words` is a hard limit or None, `guide_words` one that only warns.

    `is_tick` is answered by yes; `conditional` is asked of some members only, as the body says.
    """

    key: str
    label: str
    required: bool
    max_words: int | None
    guide_words: int | None = None
    is_tick: bool = False
    conditional: bool = False

    @property
    def box(self) -> str:
        return box_of(self.key)


def box_of(key: str) -> str:
    """A field name of letters, digits and underscores for a return's key such as `goals[]`."""
    return "answer_" + "".join(sign if sign.isalnum() else "_" for sign in key)


def questions(edition: Edition) -> list[Question]:
    """The answers to give, the body's own first; a plan and an evaluation where the rules ask for them besides."""
    guides = edition.data["renewal_return"]["limits"].get("words") or {}
    asked = [_question(one, guides.get(one.key)) for one in edition.return_fields if _is_asked(one)]
    held = {one.holds for one in edition.return_fields}
    if "plan" not in held and edition.reflection.get("plan"):
        asked.append(Question("plan", "Your plan for the period", False, None))
    if "evaluation" not in held and edition.reflection.get("evaluate_against_plan"):
        asked.append(Question("evaluation", "How it went against your plan", False, None))
    return list({one.key: one for one in asked}.values())


def _is_asked(field: ReturnField) -> bool:
    if field.key.startswith("activities[") or field.key in ELSEWHERE or field.options:
        return False
    if field.key == "declaration":
        # A tick is what declares; anything else ("or the reason why not") is to be written.
        return field.type != TICK
    return field.type in TEXTUAL or field.type == TICK


def _question(field: ReturnField, guide: int | None) -> Question:
    return Question(
        field.key,
        field.label,
        field.required is True,
        field.max_words,
        guide_words=None if field.max_words else guide,
        is_tick=field.type == TICK,
        conditional=field.required == "conditional",
    )


def too_long(edition: Edition, answers: Mapping[str, str]) -> list[tuple[Question, int]]:
    """The texts beyond the body's own limit, each with how many words are to be taken out."""
    over = [
        (one, count_words(answers.get(one.key, "")) - one.max_words)
        for one in questions(edition)
        if one.max_words
    ]
    return [(one, many) for one, many in over if many > 0]


def unanswered(edition: Edition, answers: Mapping[str, str]) -> list[Question]:
    """What the body requires and nobody has written."""
    return [one for one in questions(edition) if one.required and not answers.get(one.key, "").strip()]


def statement_choices(edition: Edition) -> list[tuple[str, str]]:
    """(code, label) where the body asks to choose one statement; empty elsewhere."""
    return [(one["code"], one["label"]) for field in edition.return_fields for one in (field.options or ())]


def declaration_text(edition: Edition) -> str:
    """What the member declares, in the return's words where it has them."""
    for field in edition.return_fields:
        if field.key == "declaration" and field.type == TICK:
            return field.label
    return "This is a true record of my continuing professional development in this period"


def asks_reason(edition: Edition) -> bool:
    """Whether fewer categories are exceptionally allowed, with a reason."""
    return edition.breadth.exceptional is not None
