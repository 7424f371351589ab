"""What somebody takes along of their record: items taken whole, as a stub, or left; nothing of what is left goes by the way.

A stub is what may be known of work whose words stay with the employer: title, dates, hours, outcome, and who attested it. No
rows are read here: what `gathering` gave is thinned.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from moving.record.kinds import Kind, Part
from moving.record.listed import parts_of

Row = Mapping[str, Any]
Record = list[tuple[Kind, list[dict[str, Any]]]]
STUB, LEAVE = "stub", "leave"
# Of the version that somebody verified, what a stub still tells.
ATTESTED = ("title", "start_date", "end_date", "minutes", "category")
# Kinds that repeat the words of the activities they looked at: one that looked at what is not whole is left.
REPEATING = ("mock_audits",)
# Frozen with the words of activities, and the reference to what it is the outcome of: both are left. (A sent application
# has titles and its owner's own reasons only.)
FROZEN = {"declared_packs": "renewal"}


@dataclass(frozen=True)
class Choices:
    """Uids as text; whatever is in neither set is taken whole. `note` stands in a stub instead of its words."""

    left: frozenset[str] = frozenset()
    stubs: frozenset[str] = frozenset()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.left or self.stubs)


EVERYTHING = Choices()


@dataclass(frozen=True)
class Choosable:
    """A kind whose rows are chosen one by one. `blank` names the fields that a stub empties, `noted` the one that then
    says where the words are; without `blank` there is no stub of it."""

    kind: str
    blank: tuple[str, ...] = ()
    noted: str = ""

    @property
    def has_stub(self) -> bool:
        return bool(self.blank)


CHOOSABLE = {
    one.kind: one
    for one in (
        Choosable(
            "activities",
            ("provider", "description", "benefit_practice", "benefit_users", "tags",
             "has_description", "has_practice", "has_users"),
            "description",
        ),
        Choosable("entries", ("body", "tags", "reflection"), "body"),
        Choosable("evidence"),
        Choosable("assessments", ("guidance", "response", "overall_feedback"), "response"),
        Choosable("tasks", ("words", "link", "note"), "words"),
        Choosable("webfolio_sections"),
        Choosable("collections"),
        Choosable("plans"),
        Choosable("applications"),
        Choosable("renewals"),
    )
}  # fmt: skip


def _attested(row: Row) -> Row:
    """Who verified it, when, for how many points; of the version they saw its title and its dates, and its digest."""
    facts = {name: held if name in ATTESTED else _empty(held) for name, held in row["facts"].items()}
    return {**row, "note": "", "facts": facts}


def _asked(row: Row) -> Row:
    """Who was asked to sign, and when; of the version they saw its title and its digest."""
    snapshot = row["snapshot"]
    thin = {"title": snapshot["title"], "facts": [], "evidence": []} if snapshot else snapshot
    return {**row, "snapshot": thin}


# Of what hangs on a stub: how it is thinned. Everything else that hangs on one is left.
THIN: Mapping[str, Callable[[Row], Row]] = {
    "verifications": _attested,
    "sign_offs": _asked,
    "signatures": lambda row: {**row, "comment": ""},
    "entry_links": lambda row: row,
    "goal_activities": lambda row: row,
    "application_links": lambda row: row,
    "collection_pieces": lambda row: row,
    "assessment_moves": lambda row: {**row, "reason": "", "marks": {}},
    "extensions": lambda row: {**row, "reason": ""},
    "task_moves": lambda row: {**row, "words": ""},
}


def taken(record: Iterable[tuple[Kind, list[dict[str, Any]]]], choices: Choices) -> Record:
    """The rows that go along, as they go along."""
    held = list(record)
    thinning = _Thinning(replace(choices, left=choices.left | _frozen_with(held, choices)))
    return [(kind, list(thinning.rows(kind, rows))) for kind, rows in held]


def _frozen_with(record: Record, choices: Choices) -> frozenset[str]:
    """Uids of what was frozen with the words of something that is not whole. A file that is left is left out of a pack."""
    pieces = {str(row["uid"]) for kind, rows in record if kind.name == "evidence" for row in rows}
    cut = (choices.left | choices.stubs) - pieces
    return frozenset(
        str(row[FROZEN[kind.name]])
        for kind, rows in record
        if kind.name in FROZEN
        for row in rows
        if _names(row, cut)
    )


def files_in(record: Record) -> set[str]:
    """Paths of the files that these rows name."""
    found = set()
    for kind, rows in record:
        names = [part.name for part in parts_of(kind) if part.role == "file"] if not kind.by else []
        names += ["name"] if kind.name in ("pack_files", "pack_evidence") else []
        found |= {row[name] for row in rows for name in names if row.get(name)}
    return found


@dataclass
class _Thinning:
    """Goes through the kinds in their order, so that whatever a row hangs on was decided before it."""

    choices: Choices
    gone: set[str] = field(default_factory=set)
    thin: set[str] = field(default_factory=set)

    def rows(self, kind: Kind, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            key = str(row.get(kind.key, "")) if kind.key else ""
            made = row if kind.told else self._as_taken(kind, row, key)
            if made is None and key:
                self.gone.add(key)
            if made is not None:
                yield made

    def _as_taken(self, kind: Kind, row: dict[str, Any], key: str) -> dict[str, Any] | None:
        """None for what stays."""
        if key in self.choices.left or self._hangs_on(kind, row, self.gone):
            return None
        if key in self.choices.stubs and CHOOSABLE[kind.name].has_stub:
            self.thin.add(key)
            return self._stub(CHOOSABLE[kind.name], row)
        if kind.name in REPEATING and _names(row, self.choices.left | self.choices.stubs):
            return None
        if not self._hangs_on(kind, row, self.thin):
            return self._without_refs(kind, row)
        if kind.name not in THIN:
            return None
        if key:
            self.thin.add(key)
        return {**THIN[kind.name](row)}

    def _hangs_on(self, kind: Kind, row: Row, keys: set[str]) -> bool:
        """Whether it is part of one of these, or about one."""
        named = [part.name for part in _refs(kind) if not part.field.null]
        return any(str(row.get(name)) in keys for name in (*named, "object_uid", "evidence_uid"))

    def _without_refs(self, kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
        """What it merely mentions and is left is mentioned no more."""
        dead = [part.name for part in _refs(kind) if part.field.null and str(row.get(part.name)) in self.gone]
        return {**row, **dict.fromkeys(dead)} if dead else row

    def _stub(self, what: Choosable, row: Row) -> dict[str, Any]:
        made = {**row, **{name: _empty(row[name]) for name in what.blank}}
        # Where sealed words stay sealed there is nothing to say it in.
        if made["title"]:
            made[what.noted] = self.choices.note
        return made


def _names(row: Row, uids: Iterable[str]) -> bool:
    words = json.dumps(row, default=str)
    return any(uid in words for uid in uids)


def _refs(kind: Kind) -> list[Part]:
    return [] if kind.by else [part for part in parts_of(kind) if part.role == "ref"]


def _empty(value: Any) -> Any:
    """The same kind of value, with nothing in it."""
    return None if value is None else type(value)()
