"""What a template says, apart from whose it is: pure dataclasses, and the plain data that versions and files hold."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from assessments.scoring import ONE, PERCENT, POINTS, Line, Rule, maximum
from lib.formats import figure

# The limits that forms, files and columns share.
TITLE, SECTION, PROMPT, HINT, LEVEL = 160, 120, 200, 300, 7
GUIDANCE, CRITERION_GUIDANCE = 20_000, 5_000
MOST_CRITERIA, MOST_PROMPTS = 40, 10
HIGHEST_SCORE, HIGHEST_WEIGHT, MOST_ATTEMPTS = 1000, 100, 20
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class CriterionText:
    """One criterion as written; `levels` as `scoring.read_levels` returns them, `minimum` the least that passes."""

    title: str
    maximum: int
    guidance: str = ""
    levels: list[list[str]] = field(default_factory=list)
    section: str = ""
    weight: Decimal = ONE
    minimum: int | None = None
    evidence_required: bool = False
    competences: list[str] = field(default_factory=list)

    @property
    def line(self) -> Line:
        return Line(None, self.maximum, self.weight, self.minimum)


@dataclass(frozen=True)
class PromptText:
    """A question about the whole, with an answer box of its own."""

    label: str
    hint: str = ""


@dataclass(frozen=True)
class Content:
    """Everything that a version of a template holds. `pass_kind` is one of scoring's, or empty for no pass mark."""

    title: str
    criteria: list[CriterionText]
    guidance: str = ""
    prompts: list[PromptText] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pass_kind: str = ""
    pass_mark: Decimal | None = None
    attempts: int = 1

    @property
    def maximum(self) -> Decimal:
        """The weighted total that can be had."""
        return maximum(one.line for one in self.criteria)

    @property
    def rule(self) -> Rule:
        return Rule(self.pass_kind, self.pass_mark)


def problems(content: Content) -> list[tuple[Place, str]]:
    """What does not fit together, each with its place: ("criteria", 2, "minimum"). Forms and files ask alike."""
    found: list[tuple[Place, str]] = []
    if not content.criteria:
        found.append((("criteria",), "Write at least one criterion."))
    for at, one in enumerate(content.criteria):
        if one.minimum is not None and one.minimum > one.maximum:
            sentence = f"The least that passes is above the highest score, {one.maximum}."
            found.append((("criteria", at, "minimum"), sentence))
    kind, mark = content.pass_kind, content.pass_mark
    if kind and mark is None:
        found.append((("pass_mark",), "Give the pass mark, or choose “No pass mark”."))
    elif mark is not None and not kind:
        found.append((("pass_kind",), "Say whether the pass mark is points or per cent."))
    elif mark is not None and kind == PERCENT and mark > 100:
        found.append((("pass_mark",), "A pass mark in per cent is at most 100."))
    elif mark is not None and kind == POINTS and content.criteria and mark > content.maximum:
        sentence = f"Nobody could pass: the most that can be had is {figure(content.maximum)}."
        found.append((("pass_mark",), sentence))
    return found


def read_prompts(text: str) -> list[PromptText]:
    """Questions as typed, one to a line, a hint after a bar: `How did you use it? | One case is enough.`

    Raises ValueError naming the line that is too long, or saying that there are too many.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        label, _, hint = (part.strip() for part in line.partition("|"))
        if len(label) > PROMPT or len(hint) > HINT:
            raise ValueError(
                f"Line {number}: a question has up to {PROMPT} characters, its hint up to {HINT}."
            )
        if hint and not label:
            raise ValueError(f"Line {number}: write the question before the bar.")
        if label:
            found.append(PromptText(label, hint))
    if len(found) > MOST_PROMPTS:
        raise ValueError(f"Ask up to {MOST_PROMPTS} questions: there are {len(found)}.")
    return found


def write_prompts(prompts: Iterable[PromptText]) -> str:
    """The text that `read_prompts` reads."""
    return "\n".join(f"{one.label} | {one.hint}" if one.hint else one.label for one in prompts)


def in_sections(criteria: Iterable[CriterionText]) -> list[CriterionText]:
    """Criteria of one section side by side, sections in the order in which they first appear."""
    kept: dict[str, list[CriterionText]] = {}
    for one in criteria:
        kept.setdefault(one.section, []).append(one)
    return [one for part in kept.values() for one in part]


def facts(content: Content) -> dict[str, Any]:
    """Plain data as JSON holds it; decimals are text without trailing zeros, so that equal contents are equal."""
    return {name: _plain(value) for name, value in asdict(content).items()}


def content_of(held: dict[str, Any]) -> Content:
    """What `facts` made, read back."""
    mark = held["pass_mark"]
    return Content(
        **held
        | {
            "criteria": [
                CriterionText(**one | {"weight": Decimal(one["weight"])}) for one in held["criteria"]
            ],
            "prompts": [PromptText(**one) for one in held["prompts"]],
            "pass_mark": None if mark is None else Decimal(mark),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
