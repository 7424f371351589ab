"""Storing a record: the rows that `gathering` gave become the same things again, for a person of the institution at hand."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.db import models

from moving.models import Remembered
from moving.record.files import EVIDENCE, PACKS, Shelf
from moving.record.kinds import Kind, Part
from moving.record.listed import parts_of
from moving.record.values import held
from people.models import JobTitle, Unit, User

Row = Mapping[str, Any]
# In which store the file lies that a row of these kinds names.
STORES = {"pack_files": PACKS, "pack_evidence": EVIDENCE}
# Things of an institution that mean the same at another by their name.
SAME_BY_NAME = (Unit, JobTitle)


class Taken(ValueError):
    """A uid of the record belongs to somebody else here: nothing of it can be stored."""


class Arrival:
    """One record that is being stored, kind by kind in the order of `listed.KINDS`, inside the caller's transaction.

    What is there already under its uid, as the same person's, stays as it is: storing twice is storing once.
    """

    def __init__(self, owner: User, shelf: Shelf) -> None:
        self.owner = owner
        self.shelf = shelf
        self._there: dict[type[models.Model], dict[str, Any]] = {}
        self._kept: set[tuple[type[models.Model], str]] = set()

    def store(self, kind: Kind, rows: Iterable[Row]) -> int:
        """How many rows were stored now. Raises Taken."""
        if kind.told:
            return self._remember(kind, rows)
        if kind.by:
            kind.by.store(rows, self.owner)
            return 0
        if kind.onto_owner:
            return self._onto_owner(kind, list(rows))
        inner = [part.name for part in parts_of(kind) if part.to is kind.model]
        waiting, stored = self._new(kind, list(rows)), 0
        while waiting:
            keys = {str(row[kind.key]) for row in waiting} if inner else set()
            held_back = [row for row in waiting if any(str(row[name]) in keys for name in inner)]
            ready = [row for row in waiting if row not in held_back] if held_back else waiting
            stored += self._insert(kind, ready)
            waiting = held_back
        return stored

    def _new(self, kind: Kind, rows: list[Row]) -> list[Row]:
        """Those that are not there yet; rows without a uid of their own go with the row that they belong to."""
        if kind.key == "uid":
            there = self._there_already(kind, [row["uid"] for row in rows])
            self._refuse_others(kind, list(there))
            return [row for row in rows if row["uid"] not in there]
        if not kind.within:
            return rows
        parent = kind.model._meta.get_field(kind.within).related_model
        new = [row for row in rows if (parent, str(row[kind.within])) not in self._kept]  # type: ignore[comparison-overlap]
        if kind.key and len(new) < len(rows):
            self._there_already(kind, [row[kind.key] for row in rows if row not in new])
        return new

    def _there_already(self, kind: Kind, keys: list[Any]) -> dict[str, Any]:
        """What is stored under these keys, which stays as it is; whatever refers to it is led to it."""
        stored = kind.model._default_manager.filter(**{f"{kind.key}__in": keys})
        there = {str(getattr(one, kind.key)): one for one in stored}
        self._there.setdefault(kind.model, {}).update(there)
        self._kept |= {(kind.model, key) for key in there}
        return there

    def _refuse_others(self, kind: Kind, uids: list[str]) -> None:
        own = {"uid__in": uids, kind.owner: self.owner.pk}
        if kind.model._default_manager.filter(**own).count() < len(uids):
            raise Taken(kind.title)

    def _insert(self, kind: Kind, rows: list[Row]) -> int:
        made = [self._made(kind, row) for row in rows]
        # What has no key of its own and belongs to nothing is a setting: theirs of here stays.
        is_setting = not kind.key and not kind.within
        kind.model._default_manager.bulk_create(made, batch_size=500, ignore_conflicts=is_setting)
        there = self._there.setdefault(kind.model, {})
        if kind.key:
            there.update({str(row[kind.key]): one for row, one in zip(rows, made, strict=True)})
        self._remember_names(kind, rows)
        return len(made)

    def _made(self, kind: Kind, row: Row) -> Any:
        made = kind.model(**{kind.owner: self.owner} if kind.is_owned_by_field else {})
        self._fill(made, kind, row)
        if kind.name in STORES and row["name"]:
            made.name = self._kept_file(row["name"], STORES[kind.name])
        if kind.words:
            kind.words.put_away(made, row)
        return made

    def _fill(self, made: Any, kind: Kind, row: Row) -> None:
        for part in parts_of(kind):
            if part.name not in row:
                continue  # of an archive older than the field: what is usual for it
            value = row[part.name]
            match part.role:
                case "person":
                    setattr(made, part.name, self.owner if value and value["owner"] else None)
                case "ref":
                    setattr(made, part.name, self._there[part.to][value] if value else None)  # type: ignore[index]
                case "name":
                    setattr(made, part.name, _same_here(part, value))
                case "file":
                    setattr(made, part.name, self._kept_file(value, EVIDENCE) if value else "")
                case "value":
                    setattr(made, part.field.attname, held(part.field, value))

    def _kept_file(self, path: str, store: str) -> str:
        """Its name in the store; one that was lost before has a name that no file has."""
        return self.shelf.keep(path, store) or f"lost/{uuid4().hex}"

    def _onto_owner(self, kind: Kind, rows: list[Row]) -> int:
        for row in rows:
            self._fill(self.owner, kind, row)
            self.owner.save()
        self._remember_names(kind, rows)
        return len(rows)

    def _remember_names(self, kind: Kind, rows: list[Row]) -> None:
        """Who and what it was where the record came from, where that has no place here."""
        kept, parts = [], parts_of(kind)
        for row in rows:
            names = {part.name: name for part in parts if (name := _name_of(part, row.get(part.name)))}
            if names and kind.key:
                kept.append(Remembered(owner=self.owner, kind=kind.name, key=str(row[kind.key]), facts=names))
        if kept:
            keys = [one.key for one in kept]
            Remembered.objects.filter(owner=self.owner, kind=kind.name, key__in=keys).delete()
        Remembered.objects.bulk_create(kept, batch_size=500)

    def _remember(self, kind: Kind, rows: Iterable[Row]) -> int:
        kept = [Remembered(owner=self.owner, kind=kind.name, facts=row) for row in rows]
        return len(Remembered.objects.bulk_create(kept, batch_size=500))


def _name_of(part: Part, value: Any) -> str | None:
    if part.role == "person" and value:
        return None if value["owner"] else value["name"]
    if part.role == "name" and value and _same_here(part, value) is None:
        return value
    return None


def _same_here(part: Part, name: str | None) -> Any:
    if not name or part.to not in SAME_BY_NAME:
        return None
    return part.to._default_manager.filter(name=name).first()  # type: ignore[union-attr]
