"""The round trip of an archive: read into a scratch space by the code that a transfer uses, gathered again, compared."""

import hashlib
import tempfile
from functools import partial
from typing import BinaryIO
from uuid import uuid4

from moving.archive.reading import Opened
from moving.comparing import Report, compare
from moving.progress import Progress
from moving.record.gathering import gather
from moving.record.listed import KINDS
from moving.record.storing import Arrival
from people.models import User
from registers.packfiles.bundle import CHUNK
from registers.signing import certificates
from tenants.scratch import check_constraints, scratch_schema


class ScratchShelf:
    """Stores each file where nothing else can find it, reads it back from there, and lets it go."""

    def __init__(self, opened: Opened, progress: Progress) -> None:
        self._opened = opened
        self._progress = progress
        self._of = sum(path.startswith("files/") for path in opened.sums) or 1
        self.files = 0
        self.octets = 0
        self.wrong: list[str] = []

    def keep(self, path: str, store: str) -> str:
        """The name a store would give it; "" where the archive has it not."""
        member = self._opened.open(path)
        if member is None:
            return ""
        with member, tempfile.TemporaryFile() as kept:
            while some := member.read(CHUNK):
                kept.write(some)
            self.octets += kept.tell()
            kept.seek(0)
            if hashlib.file_digest(kept, "sha256").hexdigest() != self._opened.sums.get(path):  # type: ignore[arg-type]
                self.wrong.append(path)
        self.files += 1
        self._progress.between(40, 85, self.files / self._of)
        return f"scratch/{uuid4().hex}"


def prove(file: BinaryIO, *, sha256: str, progress: Progress | None = None) -> Report:
    """Read the archive back, and compare. `sha256` is what the whole file was when it was made.

    Raises archive.reading.Unreadable, and whatever the database says to rows it cannot hold; nothing stays of it.
    """
    progress = progress or Progress()
    held = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    opened = Opened(file)
    report = Report(sha256=held, signed=held == sha256 and opened.is_signed_by(certificates()))
    report.wrong_files = opened.wrong_members(partial(progress.between, 5, 40))
    report.missing_files = list(opened.head["missing"])
    with scratch_schema():
        newcomer = User.objects.create(username=uuid4().hex, email=f"{uuid4().hex}@scratch.invalid")
        shelf = ScratchShelf(opened, progress)
        arrival = Arrival(newcomer, shelf)
        for kind in KINDS:
            arrival.store(kind, opened.rows(kind))
        check_constraints()
        again = gather(User.objects.get(pk=newcomer.pk), sealed=opened.head["sealed"])
        for kind, rows in again:
            key = "" if kind.told else kind.key
            progress.between(85, 99, len(report.kinds) / len(KINDS))
            compared, differences = compare((kind.name, kind.title, key), opened.rows(kind), rows)
            report.kinds.append(compared)
            report.differences += differences
    report.files, report.octets = shelf.files, shelf.octets
    report.wrong_files = sorted({*report.wrong_files, *shelf.wrong})
    return report
