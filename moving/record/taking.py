"""One person's record as they take it along: gathered, and thinned by what they chose for each item."""

from collections.abc import Mapping
from dataclasses import dataclass

from moving.models import Chosen
from moving.record.choosing import LEAVE, STUB, Choices, Record, files_in, taken
from moving.record.files import RecordFile
from moving.record.gathering import Seen, gather_into
from people.models import User
from tenants.hosts import current_institution


@dataclass(frozen=True)
class Luggage:
    """`record` by kind in its order; `files` by path, those that the record names; `uids` of all that there is, what is
    left too."""

    record: Record
    files: Mapping[str, RecordFile]
    uids: frozenset[str]


def choices_of(person: User) -> Choices:
    """One query."""
    chosen = Chosen.objects.filter(owner=person).values_list("object_uid", "what")
    return Choices(
        left=frozenset(str(uid) for uid, what in chosen if what == LEAVE),
        stubs=frozenset(str(uid) for uid, what in chosen if what == STUB),
        note=f"The details stay with {current_institution().name}.",
    )


def luggage_of(person: User, *, sealed: bool, choices: Choices) -> Luggage:
    """`sealed`: with the words of sealed items. Without a choice everything goes."""
    seen = Seen(person, sealed=sealed)
    record = list(gather_into(seen))
    files: Mapping[str, RecordFile] = seen.files
    if choices:
        record = taken(record, choices)
        named = files_in(record)
        files = {path: file for path, file in seen.files.items() if path in named}
    return Luggage(record, files, frozenset(seen.uids()))
