"""Deciding what the old categories mean. The only writer of the table, with the import that adds names to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from moving.models import CategoryMap
from people import permissions, trail
from people.models import User


@dataclass(frozen=True)
class Meaning:
    """What one line of the screen asks for: `was` is what it showed when it was opened."""

    was: str
    category: str


class Overtaken(ValueError):
    """Somebody else has decided these lines since the screen was opened; nothing is saved."""

    def __init__(self, lines: list[CategoryMap]) -> None:
        super().__init__("Somebody else has changed the table since you opened it.")
        self.lines = lines


@transaction.atomic
def set_meanings(*, actor: User, meanings: Mapping[str, Meaning], new: tuple[str, str] | None = None) -> int:
    """Decide these lines (by uid), and add (name, category); returns how many lines changed.

    The same again changes nothing. Raises PermissionDenied, and Overtaken where another admin was quicker.
    """
    if not permissions.can(actor, "moving.map_categories"):
        raise PermissionDenied
    rows = {str(one.uid): one for one in CategoryMap.objects.select_for_update()}
    wanted = {uid: one for uid, one in meanings.items() if uid in rows and one.was != one.category}
    overtaken = [
        rows[uid] for uid, one in wanted.items() if rows[uid].category not in (one.was, one.category)
    ]
    if overtaken:
        raise Overtaken(overtaken)
    changed = [rows[uid] for uid, one in wanted.items() if rows[uid].category != one.category]
    for row in changed:
        row.category = wanted[str(row.uid)].category
    CategoryMap.objects.bulk_update(changed, ["category"])
    trail.record_many(actor, "mapped category", changed, fields=["category"])
    added = _add(actor, *new) if new else False
    return len(changed) + added


def _add(actor: User, name: str, category: str) -> bool:
    """A line for a name; a name that stands there already is left as it is."""
    if CategoryMap.objects.filter(name__iexact=name).exists():
        return False
    trail.record(actor, "mapped category", CategoryMap.objects.create(name=name, category=category))
    return True


def add_names(names: Iterable[str]) -> None:
    """Undecided lines for names that an import met, each once whatever its capitals."""
    there = {name.casefold() for name in CategoryMap.objects.values_list("name", flat=True)}
    new = {name.casefold(): name[:200] for name in names if name and name.casefold() not in there}
    CategoryMap.objects.bulk_create([CategoryMap(name=name) for name in new.values()], ignore_conflicts=True)
