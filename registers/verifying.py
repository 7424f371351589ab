"""Whether a file is one that was issued for a declared pack: anyone may have it compared."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile

from registers import signing
from registers.models import FrozenPack, PackFile
from registers.packfiles.signature import State, read_state

CHUNK = 64 * 1024
# (pack) -> (institution, address) where one was issued that came here with its owner; None for our own. config.wiring.
ISSUED_ELSEWHERE: list[Callable[[FrozenPack], tuple[str, str] | None]] = []
# A PDF larger than this is compared by its sum only.
LARGEST_PDF = 20 * 1024 * 1024


@dataclass(frozen=True)
class Verdict:
    """What a file turned out to be: the one that was issued, or else what its signature says (None: no PDF)."""

    issued: PackFile | None
    signature: State | None
    sha256: str


def issued_at(frozen: FrozenPack) -> tuple[str, str] | None:
    """The first place that anybody knows of beside here."""
    return next((place for find in ISSUED_ELSEWHERE if (place := find(frozen))), None)


def check_file(frozen: FrozenPack, file: UploadedFile) -> Verdict:
    """Compare a file with those that were issued under this code. Nothing of it is kept."""
    found = _digest(file)
    issued = frozen.files.filter(sha256=found).first()
    if issued or not _is_pdf(file) or (file.size or 0) > LARGEST_PDF:
        return Verdict(issued, None, found)
    file.seek(0)
    return Verdict(None, read_state(file.read(), signing.certificates()), found)


def _digest(file: BinaryIO | UploadedFile) -> str:
    summed = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        summed.update(chunk)
    return summed.hexdigest()


def _is_pdf(file: BinaryIO | UploadedFile) -> bool:
    file.seek(0)
    return b"%PDF-" in file.read(1024)
