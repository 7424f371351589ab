"""One edition of a pack as the rules use it: typed, frozen, with inherited parts resolved.

`registers.building` makes them of checked data, so that no rule looks into raw data. `Edition.data` keeps the
whole pack for display.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from registers.facts import Period


class UnknownGradeError(LookupError):
    """A grade that the pack does not award. The message names those it does."""


@dataclass(frozen=True)
class Grade:
    code: str
    title: str
    level: str | None


@dataclass(frozen=True)
class Category:
    """A body's own category. Points an hour lie from `rate_low` to `rate_high` (equal when fixed, None when
    unpublished).
    """

    code: str | None
    title: str
    rate_low: Decimal | None
    rate_high: Decimal | None
    cap: Decimal | None


@dataclass(frozen=True)
class Reduced:
    statuses: tuple[str, ...]
    value: Decimal
    text: str


@dataclass(frozen=True)
class Minimum:
    value: Decimal | None
    unit: str | None
    status: str
    reduced: tuple[Reduced, ...]


@dataclass(frozen=True)
class Cycle:
    basis: str
    start: str | None
    length_months: int | None
    due: str | None
    merged: tuple[Period, ...]


@dataclass(frozen=True)
class Breadth:
    normal: int | None
    exceptional: int | None
    needs_reason: bool
    inferred: bool
    note: str


@dataclass(frozen=True)
class Exemption:
    reason: str
    effect: str
    max_months: int | None
    first_months: int | None
    longer_than_months: int
    breaks: tuple[str, ...]
    statuses: tuple[str, ...]
    waives: str


@dataclass(frozen=True)
class ReturnField:
    key: str
    label: str
    type: str
    required: bool | str
    max_words: int | None
    holds: str
    options: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Subunit:
    """A competence. Its identity is (pack, code, grade): the same code means different things for different
    grades.
    """

    pack: str
    unit: str
    code: str
    grades: tuple[str, ...]
    statement: str | None
    confidence: str


@dataclass(frozen=True)
class Change:
    """A code that a new edition of a framework renamed (or retired: `becomes` None) from `since` on."""

    pack: str
    grade: str
    code: str
    becomes: str | None
    since: date


@dataclass(frozen=True)
class Coverage:
    all_of: tuple[str, ...]
    at_least: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of one pack. `valid_from` and `valid_to` are None when the body publishes no date."""

    id: str
    version: str
    valid_from: date | None
    valid_to: date | None
    name: str
    short: str
    grades: tuple[Grade, ...]
    measure: str
    minimum: Minimum
    cycle: Cycle
    categories: tuple[Category, ...]
    category_map: Mapping[str, str | None]
    breadth: Breadth
    reflection: Mapping[str, bool | None]
    evidence: Mapping[str, bool | None]
    exemptions: tuple[Exemption, ...]
    planned_hours: Decimal | None
    return_kind: str
    return_fields: tuple[ReturnField, ...]
    advised: Mapping[str, tuple[int, int]]
    subunits: tuple[Subunit, ...]
    changes: tuple[Change, ...]
    coverage: Mapping[str, Coverage]
    packs: tuple[str, ...]
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def called(self) -> str:
        """The body as a sentence names it: by its name, or where that is long by its initials."""
        return self.name if len(self.name) < 20 else self.short

    def grade(self, code: str) -> Grade:
        """The grade of that code. Raises UnknownGradeError."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        known = ", ".join(grade.code for grade in self.grades)
        raise UnknownGradeError(f"{self.called} awards no grade {code}; choose one of {known}.")

    def category(self, code: str | None) -> Category | None:
        return next((one for one in self.categories if code is not None and one.code == code), None)

    def required_field(self, holds: str) -> bool:
        """Whether the return demands a field that holds the plan or the evaluation."""
        return any(field.holds == holds and field.required is True for field in self.return_fields)
