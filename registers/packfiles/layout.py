"""The body's own return, filled with the facts: its fields in its order, under its labels.

A field of the whole period becomes an `Answer`; the fields of each activity become the columns of one `Record`,
which stands where the first of them stood. What the facts do not know has the value None and is shown as "not
recorded"; a sealed activity's words are shown as "sealed". Packs frozen before the layout was kept have a plain one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from registers.packfiles.facts import Facts
from registers.packfiles.wording import spell_category, spell_dates

Value = str | Decimal | date | None
Activity = Mapping[str, Any]

NOT_RECORDED = "not recorded"
SEALED = "sealed"
EACH = "activities[]."
# Told by the record itself.
STAND_INS = {"activities[]"}
# How wide a column prints: values of these types are short, all others are paragraphs.
SHORT = {"date", "enum", "number", "boolean"}
PLAIN_FIELDS = (
    ("date", "Date", "date"),
    ("category", "Kind of learning", "enum"),
    ("hours", "Hours", "number"),
    ("description", "What you did and why it is relevant", "text"),
    ("benefit_practice", "Benefit to practice", "text"),
    ("benefit_users", "Benefit to users", "text"),
)


@dataclass(frozen=True)
class Answer:
    """What the return asks once. `value` None: not recorded."""

    key: str
    label: str
    value: Value


@dataclass(frozen=True)
class Column:
    """What the return asks of each activity. `is_short`: a date, a number, a kind."""

    key: str
    label: str
    type: str

    @property
    def is_short(self) -> bool:
        return self.type in SHORT or self.key == "title"


@dataclass(frozen=True)
class Record:
    """The activities as the return lists them: one row each, in the order of the facts."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Filled:
    """A return with its answers and its one record, in the body's order."""

    name: str
    parts: tuple[Answer | Record, ...]

    @property
    def record(self) -> Record:
        return next(part for part in self.parts if isinstance(part, Record))

    @property
    def answers(self) -> list[Answer]:
        return [part for part in self.parts if isinstance(part, Answer)]


def fill(facts: Facts | Mapping[str, Any]) -> Filled:
    """The return of the body, filled. Statements that it does not ask for come after what it does."""
    layout = facts.get("layout") or {"name": "CPD record", "fields": [], "categories": []}
    columns = tuple(
        Column(one["key"].removeprefix(EACH), one["label"], one["type"])
        for one in layout["fields"]
        if one["key"].startswith(EACH)
    )
    record = _record(columns or tuple(Column(*one) for one in PLAIN_FIELDS), facts)
    parts: list[Answer | Record] = []
    for one in layout["fields"]:
        if one["key"].startswith(EACH):
            if not any(part is record for part in parts):
                parts.append(record)
        elif one["key"] not in STAND_INS:
            parts.append(Answer(one["key"], one["label"], _answer(one["key"], facts)))
    parts += _unasked({part.key for part in parts if isinstance(part, Answer)}, facts)
    if not any(part is record for part in parts):
        parts.append(record)
    return Filled(layout["name"], tuple(parts))


def spell(value: Value) -> str:
    """A value as a reader sees it."""
    if value is None:
        return NOT_RECORDED
    return spell_dates(value.isoformat(), value.isoformat()) if isinstance(value, date) else str(value)


def covered(columns: tuple[Column, ...]) -> set[str]:
    """The texts of an activity that these columns print already."""
    return {text for column in columns for text in COVERS.get(column.key, ())}


def _unasked(asked: set[str], facts: Mapping[str, Any]) -> list[Answer]:
    more = [
        Answer(one["key"], one["label"], one["text"])
        for one in facts["statements"]
        if one["key"] not in asked
    ]
    if facts["exceptional_reason"] and "category_exception_reason" not in asked:
        more.append(
            Answer("category_exception_reason", "Reason for an exception", facts["exceptional_reason"])
        )
    return more


def _answer(key: str, facts: Mapping[str, Any]) -> Value:
    """What the facts know of a field of the whole period."""
    written = next((one["text"] for one in facts["statements"] if one["key"] == key), "")
    if written.strip():
        return written
    known: dict[str, Callable[[], Value]] = {
        "declaration": lambda: facts["declaration"] if facts["declared_on"] else None,
        "category_exception_reason": lambda: facts["exceptional_reason"] or None,
        "total_hours": lambda: _hours(facts["totals"]["minutes"]),
        "professionally_active": lambda: facts["holder"].get("standing") or None,
        "evidence[]": lambda: "\n".join(filter(None, map(_evidence_of, facts["activities"]))) or None,
    }
    return known[key]() if key in known else None


def _record(columns: tuple[Column, ...], facts: Mapping[str, Any]) -> Record:
    titles = {one["code"]: one["title"] for one in (facts.get("layout") or {}).get("categories", ())}
    rows = []
    for activity in facts["activities"]:
        told = activity | {"kind": _kind(activity, titles), "pack": facts["register"]["pack"]}
        rows.append(tuple(_cell(column.key, told) for column in columns))
    return Record(columns, tuple(rows))


def _cell(key: str, activity: Activity) -> Value:
    """What the facts know of one field of one activity; of a sealed one its bare facts."""
    if key in BARE:
        return BARE[key](activity)
    if activity["sealed"]:
        return SEALED
    value = CELLS[key](activity) if key in CELLS else None
    return None if value == "" else value


def _kind(activity: Activity, titles: Mapping[str, str]) -> str:
    """The body's own category, or where there is none ours."""
    code = activity["body_category"]
    if not code:
        return spell_category(activity["category"])
    return f"{code} {titles[code]}" if code in titles else code


def _date(activity: Activity) -> Value:
    """One day as a day, a span as words."""
    if activity["start_date"] == activity["end_date"]:
        return date.fromisoformat(activity["start_date"])
    return spell_dates(activity["start_date"], activity["end_date"])


def _hours(minutes: int) -> Decimal:
    return Decimal(format((Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize(), "f"))


def _texts(*keys: str) -> Callable[[Activity], Value]:
    return lambda activity: "\n\n".join(activity[key] for key in keys if activity[key].strip())


def _planned(activity: Activity) -> Value:
    known = activity.get("was_planned")
    return None if known is None else "Yes" if known else "No"


def _competences(activity: Activity) -> Value:
    """Codes of the body's own framework alone, of another with its name."""
    codes = []
    for text in activity.get("competences") or ():
        pack, _, rest = text.partition("/")
        codes.append(rest.rpartition("/")[2] if pack == activity["pack"] else text.replace("/", " "))
    return ", ".join(codes)


def _evidence(activity: Activity) -> Value:
    return "; ".join(one["title"] for one in activity["evidence"])


def _evidence_of(activity: Activity) -> str:
    return f"{activity['title']}: {_evidence(activity)}" if activity["evidence"] else ""


def _points(activity: Activity) -> Value:
    return None if activity["points"] is None else Decimal(activity["points"])


# Known of every activity, a sealed one too.
BARE: dict[str, Callable[[Activity], Value]] = {
    "title": lambda activity: activity["title"],
    "date": _date,
    "hours": lambda activity: _hours(activity["minutes"]),
    "category": lambda activity: activity["kind"],
    "status": lambda activity: "Complete" if activity["end_date"] else "In progress",
}
# The texts of the log that answer each field that asks for words.
COVERS: dict[str, tuple[str, ...]] = {
    "description": ("description",),
    "benefit_practice": ("benefit_practice",),
    "benefit_users": ("benefit_users",),
    "reflection": ("benefit_practice", "benefit_users"),
    "learning": ("benefit_practice", "benefit_users"),
    "outcome": ("benefit_practice", "benefit_users"),
    "gained": ("benefit_practice",),
}
CELLS: dict[str, Callable[[Activity], Value]] = {
    **{key: _texts(*texts) for key, texts in COVERS.items()},
    "provider": lambda activity: activity["provider"],
    "planned": _planned,
    "competence": _competences,
    "evidence": _evidence,
    "points": _points,
}
