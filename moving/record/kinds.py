"""What a kind of thing in a record is, and what each field of its model is to it. No rows are read here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.apps import apps
from django.db import models
from django.db.models import Q

from people.models import User

# By which of its fields a row is told apart from its like, the first that its model has.
KEYS = ("uid", "code", "once")


@dataclass(frozen=True)
class Part:
    """One field that is carried. `role`: value, person, ref (to another row of the record), name (of a thing that the
    institution keeps) or file; `to` is the model that a ref leads to."""

    field: models.Field
    role: str
    to: type[models.Model] | None = None

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True)
class Words:
    """Where text can be sealed. `open_` gives the words of a row by field name, for an archive with sealed items ticked;
    `bare` what stands for them in one without; `put_away` seals them in a row about to be stored."""

    open_: Callable[[Any], dict[str, Any]]
    bare: Callable[[Any], dict[str, Any]]
    put_away: Callable[[Any, Mapping[str, Any]], None]
    extra: Mapping[str, dict[str, Any]] = field(default_factory=dict)


class Custom(Protocol):
    """A kind that is gathered and stored by its own code; `properties` are its fields as JSON Schema."""

    @property
    def properties(self) -> Mapping[str, Any]: ...

    def rows(self, person: User) -> Iterator[dict[str, Any]]: ...

    def store(self, rows: Iterable[Mapping[str, Any]], owner: User) -> None: ...


@dataclass(frozen=True, eq=False)
class Kind:
    """`owner` leads from a row to its person; `near` is asked instead where nothing does. `within` is the reference to the
    row whose page it stands on. `left` names each field that is not carried, with the reason. `told`: see the package."""

    name: str
    title: str
    label: str
    owner: str = "owner"
    within: str = ""
    told: bool = False
    where: Q = Q()
    near: Callable[[User, Any], Q] | None = None
    left: Mapping[str, str] = field(default_factory=dict)
    words: Words | None = None
    # Whoever gathers and stores what is more than one row of a table.
    by: "Custom | None" = None
    # Fills the owner's own row instead of making one.
    onto_owner: bool = False

    @cached_property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @cached_property
    def key(self) -> str:
        """The field that tells its rows apart; empty where they have none."""
        names = {one.name for one in self.model._meta.concrete_fields} - set(self.left)
        return next((name for name in KEYS if name in names), "")

    @cached_property
    def is_owned_by_field(self) -> bool:
        return self.near is None and "__" not in self.owner and self.owner != "pk"


def parts_among(kind: Kind, carried: Mapping[type[models.Model], Kind]) -> list[Part]:
    """Every field that is carried, in the order of the model. The key of the table, the owner and `left` are none."""
    found = []
    for one in kind.model._meta.concrete_fields:
        is_key_of_table = one.primary_key and one.remote_field is None
        is_owner = kind.is_owned_by_field and one.name == kind.owner
        if not (is_key_of_table or is_owner or one.name in kind.left):
            found.append(_part(one, carried))
    return found


def _part(one: models.Field, carried: Mapping[type[models.Model], Kind]) -> Part:
    if isinstance(one, models.FileField):
        return Part(one, "file")
    if not isinstance(one, models.ForeignKey):
        return Part(one, "value")
    to = one.related_model
    if to is User:
        return Part(one, "person")
    return Part(one, "ref" if to in carried else "name", to)  # type: ignore[arg-type]
