"""One edition of a pack as the rules use it: typed, frozen, with inherited parts resolved.

`registers.building` makes them of checked data, so that no rule looks into raw data. `Edition.data` keeps the
whole pack for display.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from registers.facts import Period
from registers.renumbering import Change, carried


class UnknownGradeError(LookupError):
    """A grade that the pack does not award. The message names those it does."""


@dataclass(frozen=True)
class Grade:
    """`letters` are those that its holders may put after their name, "" for none."""

    code: str
    title: str
    level: str | None
    letters: str = ""


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
    cap_percent: Decimal | None = None

    def cap_within(self, minimum: Decimal, full: Decimal) -> Decimal | None:
        """The most that counts: as published, or its share of the minimum where that is reduced or all that is known."""
        if self.cap_percent is None or (self.cap is not None and minimum == full):
            return self.cap
        return self.cap_percent * minimum / 100


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
    due_meaning: str
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
class Coverage:
    all_of: tuple[str, ...]
    at_least: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Edition:
    """One edition of one pack. `valid_from` and `valid_to` are None when the body publishes no date.

    `since` is the day from which this text of it is read: its own first day, or a later one on which a framework it
    inherits (`inherited`, (body, version)) got a new edition. `history` are those before it, oldest first.
    """

    id: str
    version: str
    valid_from: date | None
    valid_to: date | None
    since: date | None
    history: tuple["Edition", ...]
    inherited: tuple[tuple[str, str], ...]
    name: str
    short: str
    grades: tuple[Grade, ...]
    measure: str
    minimum: Minimum
    cycle: Cycle
    categories: tuple[Category, ...]
    category_map: Mapping[str, str | None]
    category_changes: Mapping[str, str | None]
    carry_over: bool | None
    carry_most: Decimal | None
    audit: Mapping[str, Any]
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
    later_changes: tuple[Change, ...]
    coverage: Mapping[str, Coverage]
    packs: tuple[str, ...]
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def called(self) -> str:
        """The body as a sentence names it: by its name, or where that is long by its initials."""
        return self.name if len(self.name) < 20 else self.short

    @property
    def rules_words(self) -> str:
        """What its members read: "rules of September 2025 (edition 2025.09-r1)"; where the body gives no date, when they
        were last checked.
        """
        if self.valid_from:
            when = f"of {self.valid_from:%B %Y}"
        else:
            when = f"as checked in {date.fromisoformat(str(self.data['retrieved'])):%B %Y}"
        return f"rules {when} (edition {self.version})"

    def on(self, day: date) -> "Edition":
        """The edition in force on a day of the past: this one or one before it; before them all, the earliest."""
        if self.since is None or self.since <= day:
            return self
        return in_force((*self.history, self), day)

    def grade(self, code: str) -> Grade:
        """The grade of that code. Raises UnknownGradeError."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        known = ", ".join(grade.code for grade in self.grades)
        raise UnknownGradeError(f"{self.called} awards no grade {code}; choose one of {known}.")

    @cached_property
    def categories_by_code(self) -> Mapping[str, Category]:
        return {one.code: one for one in self.categories if one.code is not None}

    def category(self, code: str | None) -> Category | None:
        return self.categories_by_code.get(code) if code is not None else None

    @cached_property
    def mapped(self) -> dict[tuple["Edition", str], Any]:
        """Where `registers.rules.case` places each of the shared five, read in an edition up to this one: filled as they
        are first met, and not worked out again for each activity.
        """
        return {}

    def category_now(self, code: str, own: "Edition") -> str | None:
        """What a category of `own`, an edition before this one, is called here; None when it was retired."""
        now: str | None = code
        for edition in (*self.history, self):
            if edition.since and (own.since is None or edition.since > own.since) and now is not None:
                now = edition.category_changes.get(now, now)
        return now

    @cached_property
    def codes_by_grade(self) -> Mapping[str, frozenset[str]]:
        grades = {grade for one in self.subunits for grade in one.grades}
        return {
            grade: frozenset(one.code for one in self.subunits if grade in one.grades) for grade in grades
        }

    def code_now(self, code: str, *, grade: str, read_on: date) -> str | None:
        """What a competence's code, read on that day, is in this edition; None when it was retired before."""
        made = [one for one in self.changes if one.grade == grade]
        undone = [one for one in self.later_changes if one.grade == grade]
        return carried(code, read_on=read_on, made=made, undone=undone) if made or undone else code

    def required_field(self, holds: str) -> bool:
        """Whether the return demands a field that holds the plan or the evaluation."""
        return any(field.holds == holds and field.required is True for field in self.return_fields)


def in_force(held: tuple[Edition, ...], day: date) -> Edition:
    """The last of the editions (oldest first) that had begun by that day; a judgement says when none had."""
    return next((one for one in reversed(held) if one.since is None or one.since <= day), held[0])
