"""Which files belong to a record, what each is called in it, and where it is kept when it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from registers.packfiles.bundle import safe_name

EVIDENCE, PACKS = "evidence", "packs"


@dataclass(frozen=True)
class RecordFile:
    """One file: its path in the record, and where its bytes are (`store` is a key of settings.STORAGES).

    Without a `name` it goes nowhere.
    """

    path: str
    store: str
    name: str


class Shelf(Protocol):
    """Takes in the files of a record that is being stored. `keep` gives the name under which the store has it now; a
    record that has not the file itself gets "" for it."""

    def keep(self, path: str, store: str) -> str: ...


def file_in(row: Any, field: str, *, kind: str, key: str) -> RecordFile | None:
    """What a column of files holds: "files/evidence/<key>-laser-certificate.pdf"; None where it holds none.

    `key` tells the row from its like. A row's second file is named after its column.
    """
    name = str(getattr(row, field).name or "")
    if not name:
        return None
    ending = PurePosixPath(getattr(row, "original_name", "")).suffix.lower()
    stem = safe_name(getattr(row, "title", "") or field, ending)
    folder = kind if field == "file" else f"{kind}-{field}"
    # What a virus scanner locked away stays where it is: the record names it, as a file that is missing.
    return RecordFile(f"files/{folder}/{key}-{stem}", EVIDENCE, "" if row.is_infected else name)


def pack_file(row: Any) -> RecordFile | None:
    """Of a declared pack: "files/packs/<code>.pdf"; the ZIP is put together anew, and kept nowhere."""
    if not row.name:
        return None
    return RecordFile(f"files/packs/{row.frozen.code}.{row.ending}", PACKS, row.name)


def held_file(row: Any, there: Mapping[tuple[str, str], RecordFile]) -> RecordFile:
    """Of evidence that a pack holds on to: the same file where the record has it still (`there` by uid and digest)."""
    uid = str(row.evidence_uid)
    if same := there.get((uid, row.sha256)):
        return same
    path = f"files/packs/{row.frozen.code}-evidence/{uid}"
    return RecordFile(path, EVIDENCE, row.name)
