"""What every part of the import shares while it stores: who did it, and the note that a thing came."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from lib.many_rows import insert_rows
from moving.models import Brought
from people import trail
from people.models import User

# Who acts where no person does: in the trail.
ACTOR = "import"
VERB = "brought from AspireCPD"


def note_brought(rows: Sequence[tuple[str, UUID, str]]) -> None:
    """(source, uid, digest) of each thing that came."""
    insert_rows([Brought(source=source, object_uid=uid, digest=digest) for source, uid, digest in rows])


def note_in_trail(things: Sequence[Any]) -> None:
    if things:
        trail.record_many(ACTOR, VERB, things)


def people_here(numbers: dict[str, str]) -> dict[str, User]:
    """The accounts of those who came, by their number in the old system."""
    brought = dict(Brought.objects.filter(source__in=numbers.values()).values_list("source", "object_uid"))
    found = {one.uid: one for one in User.objects.filter(uid__in=brought.values())}
    return {
        number: found[brought[source]]
        for number, source in numbers.items()
        if source in brought and brought[source] in found
    }
