"""What a body asks of a first application, as plain values. Pure; `applications.frameworks` makes them of the packs."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from registers.editions import Coverage
from registers.renumbering import Change

# How a row is met: by a text of its own, by being named in another row's text, by something linked, by a supporter.
STATEMENT, NAMED, EVIDENCE, SUPPORTER = "statement", "named", "evidence", "supporter"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One competence (or line of a checklist). Words are guides but for `limit`, which is hard; None where unpublished."""

    code: str
    unit: str
    statement: str
    confidence: str
    by: str = STATEMENT
    note: str = ""
    least: int | None = None
    most: int | None = None
    limit: int | None = None
    recency_months: int | None = None
    stand_in: bool = False

    @property
    def is_inferred(self) -> bool:
        return self.confidence != "read"


@dataclass(frozen=True)
class Unit:
    code: str
    title: str
    statement: str


@dataclass(frozen=True, kw_only=True)
class Route:
    """A way to apply. `all_of` are all it asks (empty: the competences); `besides` what it asks on top of those."""

    name: str
    rule: str
    all_of: tuple[str, ...]
    besides: tuple[str, ...]
    confidence: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Framework:
    """What one edition asks for one grade. `rule` is what must be shown; `changes` are codes renamed or retired.

    `lender` is the pack whose competences these are; `packs` are all that mean the same by their codes.
    """

    pack: str
    body: str
    called: str
    grade: str
    grade_title: str
    version: str
    name: str
    edition: str
    source: str
    checked: str
    level: str
    equivalence: str
    units: tuple[Unit, ...]
    rows: tuple[Row, ...]
    rule: Coverage
    rule_confidence: str
    routes: tuple[Route, ...]
    typical_years: int | None
    outer_years: int | None
    first_person: bool
    reuse_condition: str
    structure: str
    total_words: int | None
    words_source: str
    report_note: str
    supporters: int | None
    supporter_role: str
    supporter_note: str
    attachments: tuple[str, ...]
    format: str
    turnaround: str
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    lender: str
    packs: tuple[str, ...]
    changes: tuple[Change, ...]

    def row(self, code: str) -> Row | None:
        return next((one for one in self.rows if one.code == code), None)

    def route(self, name: str) -> Route | None:
        return next((one for one in self.routes if one.name == name), None)

    @property
    def named_rows(self) -> tuple[Row, ...]:
        return tuple(one for one in self.rows if one.by == NAMED)

    @property
    def sections(self) -> list[tuple[Unit, list[Row]]]:
        """Each unit with its rows, in the body's order; units without any are left out."""
        found = [(unit, [one for one in self.rows if one.unit == unit.code]) for unit in self.units]
        return [(unit, rows) for unit, rows in found if rows]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, kept on the application: a new edition of the pack does not change it."""
        return json.loads(json.dumps(asdict(self), default=date.isoformat))

    @classmethod
    def of_json(cls, held: dict[str, Any]) -> "Framework":
        rule = held["rule"]
        lists = ("attachments", "faults", "notes", "packs")
        return cls(
            **held
            | {name: tuple(held[name]) for name in lists}
            | {
                "units": tuple(Unit(**one) for one in held["units"]),
                "rows": tuple(Row(**one) for one in held["rows"]),
                "rule": Coverage(
                    tuple(rule["all_of"]), tuple((number, tuple(codes)) for number, codes in rule["at_least"])
                ),
                "routes": tuple(
                    Route(**one | {"all_of": tuple(one["all_of"]), "besides": tuple(one["besides"])})
                    for one in held["routes"]
                ),
                "changes": tuple(
                    Change(**one | {"since": date.fromisoformat(one["since"])}) for one in held["changes"]
                ),
            }
        )
