"""The ZIP itself: every member summed as it is written, the manifest last. Memory does not grow with what is packed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from registers.packfiles.bundle import CHUNK, sums

MANIFEST, SIGNATURE, SUMS = "manifest.json", "manifest.json.p7s", "SHA256SUMS"


@dataclass(frozen=True)
class Packed:
    """One member as it was written."""

    path: str
    size: int
    sha256: str


class Packer:
    """Writes into `file`, which can seek. Texts are compressed; files people brought are stored as they are."""

    def __init__(self, file: BinaryIO, now: datetime) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._day = now.timetuple()[:6]
        self.members: list[Packed] = []

    def add(self, path: str, content: bytes) -> None:
        self._zip.writestr(self._told(path, zipfile.ZIP_DEFLATED), content)
        self.members.append(Packed(path, len(content), hashlib.sha256(content).hexdigest()))

    def add_json(self, path: str, value: Any) -> None:
        self.add(path, _json(value))

    def add_file(self, path: str, opened: BinaryIO) -> None:
        summed, size = hashlib.sha256(), 0
        with self._zip.open(self._told(path, zipfile.ZIP_STORED), "w", force_zip64=True) as entry:
            while some := opened.read(CHUNK):
                summed.update(some)
                size += len(some)
                entry.write(some)
        self.members.append(Packed(path, size, summed.hexdigest()))

    def close(self, head: dict[str, Any], sign: Callable[[bytes], bytes]) -> None:
        """Write what says what is in it, and the signature of that."""
        files = [{"path": one.path, "size": one.size, "sha256": one.sha256} for one in self.members]
        said = _json({**head, "files": files})
        self.add(MANIFEST, said)
        self.add(SIGNATURE, sign(said))
        self._zip.writestr(self._told(SUMS, zipfile.ZIP_DEFLATED), sums(self.members))
        self._zip.close()

    def _told(self, path: str, how: int) -> zipfile.ZipInfo:
        told = zipfile.ZipInfo(path, self._day)  # type: ignore[arg-type]
        told.compress_type = how
        return told


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
