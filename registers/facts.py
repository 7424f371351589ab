"""The facts a member is judged on, and the findings that come out. Frozen dataclasses; no ORM, no clock.

Durations are whole minutes, points are Decimals, dates are dates; a period holds both of its edges.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

Text = str | bool


class Status(StrEnum):
    """How a rule stands. `advice` never fails a renewal; `body_decides` is what no published rule answers."""

    MET = "met"
    NOT_MET = "not_met"
    ADVICE = "advice"
    BODY_DECIDES = "body_decides"


class Fix(StrEnum):
    """What the member can do about a finding; a screen turns it into a link."""

    NOTHING = ""
    LOG_MORE = "log_more"
    CHOOSE_CATEGORY = "choose_category"
    ENTER_POINTS = "enter_points"
    CORRECT_POINTS = "correct_points"
    ADD_REFLECTION = "add_reflection"
    ADD_BENEFIT_PRACTICE = "add_benefit_practice"
    ADD_BENEFIT_USERS = "add_benefit_users"
    ADD_EVIDENCE = "add_evidence"
    ADD_PLAN = "add_plan"
    ADD_EVALUATION = "add_evaluation"
    GIVE_REASON = "give_reason"
    CHOOSE_STATEMENT = "choose_statement"
    SHORTEN_TEXT = "shorten_text"
    MAP_COMPETENCES = "map_competences"
    CHECK_BREAK = "check_break"
    CHANGE_PERIOD = "change_period"


@dataclass(frozen=True)
class Claim:
    """What the member claims under one pack: its own category and, in points schemes, the points."""

    pack: str
    category: str = ""
    points: Decimal | None = None


@dataclass(frozen=True)
class CompetenceRef:
    """A competence an activity shows. `mapped_on` says which edition the code was read in; None means the
    activity's end.
    """

    pack: str
    code: str
    grade: str = ""
    mapped_on: date | None = None

    @classmethod
    def parse(cls, text: str) -> "CompetenceRef":
        """Read `pack/code` or `pack/grade/code`, either with `@YYYY-MM-DD`. Raises ValueError."""
        reference, _, day = text.partition("@")
        parts = reference.split("/")
        if not all(parts) or len(parts) not in (2, 3):
            raise ValueError(f"A competence is written pack/code or pack/grade/code; this is {text!r}.")
        mapped_on = date.fromisoformat(day) if day else None
        return cls(parts[0], parts[-1], parts[1] if len(parts) == 3 else "", mapped_on)

    def __str__(self) -> str:
        parts = [part for part in (self.pack, self.grade, self.code) if part]
        return "/".join(parts) + (f"@{self.mapped_on.isoformat()}" if self.mapped_on else "")


@dataclass(slots=True, kw_only=True)
class ActivityFacts:
    """One activity as judged. `end_date` None is ongoing; `was_planned` is one that stood in the plan and got
    done.

    Texts may be given as they are or as True and False: only their presence is judged, never what they say. Nobody
    changes one; it is not frozen because that would take ten times as long to make, and an institution has thousands.
    """

    uid: str
    title: str
    start_date: date
    end_date: date | None
    minutes: int
    category: str
    planned: bool = False
    was_planned: bool = False
    benefit_practice: Text = False
    benefit_users: Text = False
    description: Text = False
    evidence_count: int = 0
    sealed: bool = False
    verified_points: Decimal | None = None
    self_points: Decimal | None = None
    claims: tuple[Claim, ...] = ()
    competences: tuple[CompetenceRef, ...] = ()
    tags: tuple[str, ...] = ()

    def claims_for(self, pack: str) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.pack == pack)


def present(text: Text) -> bool:
    """Whether something was written. A reflection that says it did not help is a reflection."""
    return bool(text.strip()) if isinstance(text, str) else text


@dataclass(frozen=True, order=True)
class Period:
    """From `start` to `end`, both days included. Raises ValueError when it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period cannot end before it starts.")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def overlaps(self, start: date, end: date | None) -> bool:
        """Whether a stretch touches the period; an open end reaches past it."""
        return start <= self.end and (end is None or end >= self.start)

    def is_about(self, other: "Period") -> bool:
        """Whether both are about the same time: they share at least half of the shorter one's days.

        So a merged period is about each of those it was made of, and a year moved by a quarter about the year before; one
        that reaches a day into the next is not about that.
        """
        shared = (min(self.end, other.end) - max(self.start, other.start)).days + 1
        return 2 * shared >= min(self.days, other.days)


@dataclass(frozen=True)
class Break:
    """Time away from practice. `reason` is one of `registers.shape.BREAKS`; `end` None means it goes on."""

    reason: str
    start: date
    end: date | None = None


@dataclass(frozen=True)
class Surplus:
    """What was done beyond the minimum in the period before: minutes for the rule `hours`, else `activities` or `points`."""

    rule: str
    amount: Decimal
    period: Period


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What is true of the member rather than of an activity.

    `activity_status` is one of `registers.shape.STATUSES`; `anchor_date` the day the membership or
    registration began; `answers` the texts of the return by field key; `surplus` is None where the period before is not
    known. `today` is the day of asking: without it nothing is near or past.
    """

    activity_status: str = "active"
    anchor_date: date | None = None
    breaks: tuple[Break, ...] = ()
    exceptional_reason: str = ""
    plan: Text = False
    evaluation: Text = False
    declaration_statement: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    surplus: Surplus | None = None
    today: date | None = None


class NotCounted(NamedTuple):
    uid: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How one rule stands, with its reason as a sentence and the activities behind it."""

    rule: str
    title: str
    status: Status
    reason: str
    figures: dict[str, Any] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    fix: Fix = Fix.NOTHING
    fix_uids: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The published shape of a finding: plain JSON values, and nothing that only a screen needs."""
        return {
            "rule": self.rule,
            "status": self.status.value,
            "reason": self.reason,
            "figures": {name: plain(value) for name, value in self.figures.items()},
            "counted": list(self.counted),
            "not_counted": [{"uid": one.uid, "why": one.why} for one in self.not_counted],
        }


def plain(value: Any) -> Any:
    """A figure as JSON can hold it: a Decimal becomes a whole number where it is one, a date its ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
