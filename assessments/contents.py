"""What a template says, apart from whose it is: pure dataclasses, and the plain data that versions and files hold."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from assessments.scoring import ONE, Line, maximum


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
