"""Making the ZIP of one person's record."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.storage import storages
from django.db import connection
from django.utils.timezone import localtime

from activities.exports import csv_lines
from activities.models import Activity
from lib.digests import digest_of_many
from lib.formats import day
from moving.archive.packing import Packer
from moving.archive.pages import Record, pages_of
from moving.archive.schema import SCHEMA, published
from moving.archive.tables import table
from moving.progress import Progress
from moving.record.choosing import EVERYTHING, Choices
from moving.record.taking import Luggage, luggage_of
from people.models import User
from registers.signing import sign_bytes
from tenants.hosts import current_institution

HEAD = "data/record.json"
STYLE = Path(__file__).with_name("style.css")


def make(
    person: User,
    file: BinaryIO,
    *,
    sealed: bool,
    now: datetime,
    choices: Choices = EVERYTHING,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write the ZIP into `file`; what its head says: person, institution, counts and digests by kind, missing files."""
    progress = progress or Progress()
    luggage = luggage_of(person, sealed=sealed, choices=choices)
    rows = {kind.name: rows for kind, rows in luggage.record}
    pack = Packer(file, localtime(now))
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "person": person.display_name,
        "institution": current_institution().name,
        "made_at": now.isoformat(),
        "sealed": sealed,
        "kinds": {name: {"rows": len(held), "digest": digest_of_many(held)} for name, held in rows.items()},
        "missing": _add_files(pack, luggage, progress),
    }
    _add_data(pack, rows, head)
    pack.add("style.css", STYLE.read_bytes())
    for number, (path, page) in enumerate(pages_of(Record(rows), {**head, "day": day(localtime(now))})):
        pack.add(path, page)
        progress.between(75, 95, number / (number + 50))
    _add_tables(pack, rows, person, is_whole=not choices)
    pack.close(head, sign_bytes)
    return head


def _add_files(pack: Packer, luggage: Luggage, progress: Progress) -> list[str]:
    """Every file once, as it lies in its store; the paths of those that are not there."""
    missing = []
    for number, (path, file) in enumerate(sorted(luggage.files.items())):
        progress.between(15, 75, number / len(luggage.files))
        if not file.name:
            missing.append(path)
            continue
        try:
            opened = storages[file.store].open(file.name)
        except FileNotFoundError:
            missing.append(path)
        else:
            with opened:
                pack.add_file(path, opened)  # type: ignore[arg-type]
    return missing


def _add_data(pack: Packer, rows: Mapping[str, list[Any]], head: Mapping[str, Any]) -> None:
    pack.add_json(HEAD, head)
    pack.add_json("data/schema.json", published())
    for name, held in rows.items():
        pack.add_json(f"data/{name}.json", {"schema": SCHEMA, "kind": name, "rows": held})


def _add_tables(pack: Packer, rows: Mapping[str, list[Any]], person: User, *, is_whole: bool) -> None:
    """The whole log has the columns of its own export; where some of it is left, only what the rows say is told."""
    for name, held in rows.items():
        if held and not (is_whole and name == "activities"):
            pack.add(f"tables/{name}.csv", table(held))
    if not is_whole:
        return
    log = Activity.objects.owned_by(person)
    pack.add("tables/activities.csv", "".join(csv_lines(log, schema=connection.schema_name)).encode())
