"""A pack with its evidence as one ZIP, sent while it is put together: memory does not grow with the files.

Members are stored as they are, in a fixed order and under one fixed day, so that the same files give the same bytes.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from django.utils.text import slugify

CHUNK = 256 * 1024
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
SCHEMA = "aspirecpd-bundle/1"
ENDING = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True)
class Member:
    """One file of the bundle. `open` gives its bytes anew each time; `about` is what the manifest says besides."""

    path: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]
    about: Mapping[str, Any]


class _Sink:
    """Where the archive is written to: takes bytes and gives them on, and cannot go back."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, some: bytes) -> int:
        self.waiting.append(bytes(some))
        return len(some)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self.waiting)
        self.waiting.clear()
        return taken


def stream(members: Iterable[Member]) -> Iterator[bytes]:
    """The archive's bytes, at most some CHUNKs at a time."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for member in members:
            told = zipfile.ZipInfo(member.path, FIRST_DAY)
            told.file_size = member.size
            with member.open() as content, archive.open(told, "w") as entry:
                while some := content.read(CHUNK):
                    entry.write(some)
                    yield sink.take()
    yield sink.take()


def weigh(members: Iterable[Member]) -> tuple[str, int]:
    """The SHA-256 and the size of the archive, without keeping it."""
    summed, size = hashlib.sha256(), 0
    for some in stream(members):
        summed.update(some)
        size += len(some)
    return summed.hexdigest(), size


def safe_name(title: str, ending: str) -> str:
    """A person's title as a file name on any system: plain letters, no path, no length to worry about."""
    plain = slugify(title.removesuffix(ending))[:60].strip("-_") or "file"
    return plain + (ending if ENDING.fullmatch(ending) else "")


def manifest(facts: Mapping[str, Any], members: Iterable[Member], missing: list[dict[str, Any]]) -> bytes:
    """What is in the bundle, for programs. `missing`: evidence that the pack names and the bundle has not as a file."""
    said = {
        "schema": SCHEMA,
        "code": facts["code"],
        "verify_url": facts["verify_url"],
        "files": [{"path": one.path, "sha256": one.sha256, "size": one.size, **one.about} for one in members],
        "not_files": missing,
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


class Summed(Protocol):
    """Whatever has a path and a digest."""

    @property
    def path(self) -> str: ...

    @property
    def sha256(self) -> str: ...


def sums(members: Iterable[Summed]) -> bytes:
    """As `sha256sum --check` reads it."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in members).encode()
