"""Pieces that stayed at an institution which the collection's owner has left: told by name, for they have no life here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portfolios.collecting.models import CollectionPiece


@dataclass(frozen=True)
class Held:
    """What is remembered of one: `at` is the institution that holds it, "" where that is not known any more."""

    title: str
    level: str
    signed_name: str
    signed_on: date
    at: str

    def __str__(self) -> str:
        return self.title


# (owner, uids) -> those remembered of that person's, by uid; filled by `config.wiring`.
REMEMBERED: list[Callable[[Any, Iterable[UUID]], Mapping[UUID, Held]]] = []


def held_in(pieces: Iterable[CollectionPiece], things: Mapping[int, Any], owner: Any) -> dict[int, Held]:
    """By the key of the piece: of those that nothing here stands for. No query where all are here."""
    absent = [
        one for one in pieces if one.pk not in things and one.kind == CollectionPiece.Kind.AUTHORISATION
    ]
    if not absent:
        return {}
    uids = [one.object_uid for one in absent]
    found = {uid: held for remember in REMEMBERED for uid, held in remember(owner, uids).items()}
    return {one.pk: found[one.object_uid] for one in absent if one.object_uid in found}
