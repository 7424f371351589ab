"""Which files belong to a record, what each is called in it, and where it is kept when it arrives."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol

from registers.packfiles.bundle import safe_name

EVIDENCE, PACKS = "evidence", "packs"


@dataclass(frozen=True)
class RecordFile:
    """One file: its path in the record, and where its bytes are (`store` is a key of settings.STORAGES)."""

    path: str
    store: str
    name: str
    size: int
    sha256: str


class Shelf(Protocol):
    """Takes in the files of a record that is being stored. `keep` gives the name under which the store has it now; a
    record that has not the file itself gets "" for it."""

    def keep(self, path: str, store: str) -> str: ...


def evidence_file(row: Any) -> RecordFile | None:
    """Of a piece of evidence: "files/evidence/<uid>-laser-certificate.pdf"; None for one that is no file."""
    if row.kind != row.Kind.FILE:
        return None
    ending = PurePosixPath(row.original_name).suffix.lower()
    path = f"files/evidence/{row.uid}-{safe_name(row.title, ending)}"
    return RecordFile(path, EVIDENCE, str(row.file.name), row.size, row.sha256)


def pack_file(row: Any) -> RecordFile | None:
    """Of a declared pack: "files/packs/<code>.pdf"; the ZIP is put together anew, and kept nowhere."""
    if not row.name:
        return None
    return RecordFile(f"files/packs/{row.frozen.code}.{row.ending}", PACKS, row.name, row.size, row.sha256)


def held_file(row: Any, there: Mapping[tuple[str, str], RecordFile]) -> RecordFile:
    """Of evidence that a pack holds on to: the same file where the record has it still (`there` by uid and digest)."""
    uid = str(row.evidence_uid)
    if same := there.get((uid, row.sha256)):
        return same
    path = f"files/packs/{row.frozen.code}-evidence/{uid}"
    return RecordFile(path, EVIDENCE, row.name, row.size, row.sha256)
