"""Reading a ZIP that `making` wrote: its rows kind by kind, its files one by one, and whether it is what it says."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, BinaryIO

from moving.archive.making import HEAD
from moving.archive.packing import MANIFEST, SIGNATURE, SUMS
from moving.archive.schema import SCHEMA
from moving.record.kinds import Kind
from registers.packfiles.bundle import CHUNK
from registers.packfiles.signature import signs

# No single text of a record is longer; what claims to be is not read.
LARGEST_TEXT = 512 * 1024 * 1024
# What a member that was cut or changed raises while it is read.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Unreadable(ValueError):
    """No archive of a record, or one that was cut or changed; the message says what is wrong with it."""


class Opened:
    """One archive. Raises Unreadable from every method."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            plain = all(one.compress_type in PACKED and not one.flag_bits & 1 for one in self._zip.infolist())
        except (*BROKEN, ValueError, OverflowError) as broken:
            raise Unreadable("This is no ZIP file, or only a part of one.") from broken
        if not plain:
            raise Unreadable("It is packed in a way that no archive of a record is.")

    @cached_property
    def head(self) -> dict[str, Any]:
        """Person, institution, time, and the number and digest of each kind's rows."""
        return self._json(HEAD)

    @cached_property
    def sums(self) -> dict[str, str]:
        """SHA-256 of every member by path, as the manifest has it."""
        return {one["path"]: one["sha256"] for one in self._json(MANIFEST)["files"]}

    def rows(self, kind: Kind) -> list[dict[str, Any]]:
        """Those of one kind; none of a kind that the archive is older than."""
        if kind.name not in self.head["kinds"]:
            return []
        said = self._json(f"data/{kind.name}.json")
        if said["schema"] != SCHEMA or said["kind"] != kind.name:
            raise Unreadable(f"data/{kind.name}.json is not what its name says.")
        return said["rows"]

    def is_signed_by(self, certificates: Iterable[str]) -> bool:
        """Whether one of these signed the manifest."""
        return signs(self._bytes(SIGNATURE), self._bytes(MANIFEST), certificates)

    def wrong_members(self, reach: Callable[[float], None] = lambda part: None) -> list[str]:
        """Paths of members that are missing, not named, or not the bytes that the manifest sums. `reach` is told how much
        is read, from 0 to 1."""
        there = set(self._zip.namelist()) - {MANIFEST, SIGNATURE, SUMS}
        wrong = there ^ set(self.sums)
        for number, path in enumerate(sorted(there - wrong)):
            if self._sum(path) != self.sums[path]:
                wrong.add(path)
            reach(number / len(there))
        return sorted(wrong)

    def open(self, path: str) -> BinaryIO | None:
        """One file, to be read in pieces; None where the archive has it not."""
        try:
            return self._zip.open(path)  # type: ignore[return-value]
        except KeyError:
            return None

    def _sum(self, path: str) -> str:
        summed = hashlib.sha256()
        try:
            with self._zip.open(path) as member:
                while some := member.read(CHUNK):
                    summed.update(some)
        except BROKEN:
            return ""
        return summed.hexdigest()

    def _json(self, path: str) -> Any:
        try:
            return json.loads(self._bytes(path))
        except ValueError as broken:
            raise Unreadable(f"{path} cannot be read.") from broken

    def _bytes(self, path: str) -> bytes:
        try:
            if self._zip.getinfo(path).file_size > LARGEST_TEXT:
                raise Unreadable(f"{path} is larger than any record.")
            return self._zip.read(path)
        except BROKEN as missing:
            raise Unreadable(f"{path} is missing or broken.") from missing
