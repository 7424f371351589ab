"""Putting files into the private storage and taking them out of it."""

import hashlib
from collections.abc import Iterable
from functools import partial

from django.core.files import File
from django.db import connection, transaction

from evidence import scanning
from evidence.inspection import Inspected
from evidence.models import Scan, StoredFile, private_files
from tenants.jobs import enqueue
from tenants.schemas import in_schema

SCAN = "evidence.scan"


def put(row: StoredFile, found: Inspected, filename: str) -> None:
    """Store an inspected file and say in `row` what it is; the row is not saved. Nothing is read into memory whole."""
    row.original_name = plain_name(filename)
    row.media_type, row.size = found.media_type, found.size
    row.sha256 = digest_of(found)
    row.file.save(filename, File(found.content), save=False)
    row.original, row.original_size = "", found.original_size
    if found.original:
        found.original.seek(0)
        row.original.save(filename, File(found.original), save=False)
    row.scan = Scan.WAITING if scanning.is_on() else Scan.NONE


def plain_name(filename: str) -> str:
    """A file's name on one line, without its folders or signs that cannot be seen, such as those that turn it round."""
    return "".join(sign for sign in filename.replace("\\", "/").rpartition("/")[2] if sign.isprintable())[
        -200:
    ]


def digest_of(found: Inspected) -> str:
    found.content.seek(0)
    digest = hashlib.file_digest(found.content, "sha256").hexdigest()  # type: ignore[arg-type]
    found.content.seek(0)
    return digest


def room_for(found: Inspected) -> int:
    """Bytes that it takes of its owner's quota."""
    return found.size + found.original_size


def names_of(row: StoredFile) -> list[str]:
    return [str(one.name) for one in (row.file, row.original) if one]


def scan_later(uid: object) -> None:
    enqueue(connection.schema_name, SCAN, piece=str(uid))


def discard(names: Iterable[str]) -> None:
    """Take these files out of the storage once the present transaction has held."""
    transaction.on_commit(partial(_discard, connection.schema_name, list(names)))


def _discard(schema: str, names: list[str]) -> None:
    with in_schema(schema):
        for name in names:
            private_files().delete(name)
