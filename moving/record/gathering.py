"""Reading one person's record: each kind in its order, as rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

from moving.models import Remembered
from moving.record.files import RecordFile, file_in, held_file, pack_file
from moving.record.kinds import Kind, Part
from moving.record.listed import KINDS, parts_of
from moving.record.values import told
from people.models import User

Row = dict[str, Any]


class Seen:
    """What was gathered so far: how each stored row is referred to, and which files there are."""

    def __init__(self, person: User, *, sealed: bool) -> None:
        self.person = person
        self.sealed = sealed
        self.files: dict[str, RecordFile] = {}
        self.evidence: dict[tuple[str, str], RecordFile] = {}
        self._refs: dict[type[models.Model], dict[Any, str]] = {}
        self._uids: set[str] = set()
        self.names, self.told = _remembered(person)

    def add(self, model: type[models.Model], pk: Any, ref: Any) -> None:
        self._refs.setdefault(model, {})[pk] = str(ref)

    def add_uid(self, uid: Any) -> None:
        self._uids.add(str(uid))

    def ref(self, model: type[models.Model], pk: Any) -> str | None:
        return self._refs.get(model, {}).get(pk)

    def uids(self) -> set[str]:
        return self._uids


def gather(person: User, *, sealed: bool = False) -> Iterator[tuple[Kind, list[Row]]]:
    """Every kind with its rows, also where there are none. `sealed`: with the words of sealed items."""
    return gather_into(Seen(person, sealed=sealed))


def gather_into(seen: Seen) -> Iterator[tuple[Kind, list[Row]]]:
    """The same, for whoever needs the files too: `seen.files` is whole when the last kind was read."""
    for kind in KINDS:
        rows = list(kind.by.rows(seen.person) if kind.by else _rows(kind, seen))
        for row in rows:
            if "uid" in row and not kind.told:
                seen.add_uid(row["uid"])
        yield kind, [*rows, *(seen.told.get(kind.name, ()) if kind.told else ())]


def _remembered(person: User) -> tuple[dict[tuple[str, str], Mapping[str, str]], dict[str, list[Row]]]:
    names: dict[tuple[str, str], Mapping[str, str]] = {}
    facts: dict[str, list[Row]] = {}
    for one in Remembered.objects.filter(owner=person):
        if one.key:
            names[one.kind, one.key] = one.facts
        else:
            facts.setdefault(one.kind, []).append(one.facts)
    return names, facts


def _rows(kind: Kind, seen: Seen) -> Iterator[Row]:
    """In waves, so that a row that another of its kind refers to comes before it."""
    reader = _Reader(kind, seen)
    own = kind.near(seen.person, seen) if kind.near else models.Q(**{kind.owner: seen.person.pk})
    joined = [one.name for one in reader.parts if one.role in ("person", "name", "ref")]
    rows = kind.model._default_manager.filter(own, kind.where)
    waiting = list(rows.select_related(*joined) if joined else rows)
    inner = [one for one in reader.parts if one.to is kind.model and not kind.told]
    while waiting:
        pks = {row.pk for row in waiting}
        ready = [row for row in waiting if not any(getattr(row, one.field.attname) in pks for one in inner)]
        for row in ready:
            if (made := reader.read(row)) is not None:
                yield made
        done = {row.pk for row in ready}
        waiting = [row for row in waiting if row.pk not in done]


class _Reader:
    """Makes the rows of one kind."""

    def __init__(self, kind: Kind, seen: Seen) -> None:
        self.kind = kind
        self.seen = seen
        self.parts = parts_of(kind)

    def read(self, row: Any) -> Row | None:
        """None for a row that hangs on something the record leaves out."""
        kind, seen = self.kind, self.seen
        made: Row = {}
        for part in self.parts:
            made[part.name] = self._told(row, part)
            if part.role == "ref" and made[part.name] is None and not part.field.null:
                return None
        if kind.words:
            made |= kind.words.open_(row) if seen.sealed else kind.words.bare(row)
        if (file := _named_file(row, kind, seen)) is not None:
            seen.files[file.path] = file
            made["name"] = file.path
        if not kind.told:
            seen.add(kind.model, row.pk, getattr(row, kind.key) if kind.key else row.pk)
        return made

    def _told(self, row: Any, part: Part) -> Any:
        pk = getattr(row, part.field.attname)
        match part.role:
            case "person":
                return self._person(row, part)
            case "ref":
                return None if pk is None else self.seen.ref(part.to, pk)  # type: ignore[arg-type]
            case "name":
                return self._remembered(row, part) if pk is None else str(getattr(row, part.name))
            case "file":
                return self._file(row, part)
        return told(pk)

    def _file(self, row: Any, part: Part) -> str | None:
        """Its path in the record; a row without a key of its own is told by what it belongs to, and its number."""
        key = (
            str(getattr(row, self.kind.key))
            if self.kind.key
            else f"{getattr(row, self.kind.within).uid}-{row.number}"
        )
        file = file_in(row, part.name, kind=self.kind.name, key=key)
        if file is None:
            return None
        self.seen.files[file.path] = file
        if part.name == "file":
            piece = row if self.kind.name == "evidence" else row.evidence
            self.seen.evidence[str(piece.uid), row.sha256] = file
        return file.path

    def _person(self, row: Any, part: Part) -> Row | None:
        """Whoever it is now, or whoever it was where the record came from."""
        if getattr(row, part.field.attname) == self.seen.person.pk:
            return {"name": self.seen.person.display_name, "owner": True}
        person = getattr(row, part.name)
        name = person.display_name if person else self._remembered(row, part)
        return {"name": name, "owner": False} if name else None

    def _remembered(self, row: Any, part: Part) -> str | None:
        key = self.kind.key and str(getattr(row, self.kind.key))
        return self.seen.names.get((self.kind.name, key), {}).get(part.name)


def _named_file(row: Any, kind: Kind, seen: Seen) -> RecordFile | None:
    """Of the kinds whose column is the name of a file in a store."""
    match kind.name:
        case "pack_files":
            return pack_file(row)
        case "pack_evidence":
            return held_file(row, seen.evidence)
    return None
