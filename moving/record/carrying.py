"""A record on its way to another institution of the platform: which rows go there, and its files from store to store."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid5

from django.core.files import File
from django.core.files.storage import storages

from moving.record.files import RecordFile
from moving.record.kinds import Kind
from moving.record.listed import BY_NAME, PROFILE
from people.models import User
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing import kinds
from tenants.models import Transfer
from tenants.schemas import in_schema

Rows = list[dict[str, Any]]


class Carrier:
    """The shelf of a transfer; use it inside the institution that receives. A file always gets the same name there, so
    that what an earlier try has copied is found, and what it copied in part is copied anew."""

    def __init__(self, transfer: Transfer, files: Mapping[str, RecordFile]) -> None:
        self._transfer = transfer
        self._files = files

    def keep(self, path: str, store: str) -> str:
        file, there = self._files.get(path), storages[store]
        if file is None:
            return ""
        secret = uuid5(self._transfer.uid, path).hex
        name = f"{secret[:2]}/{secret}"
        try:
            with in_schema(self._transfer.from_schema):
                opened = storages[file.store].open(file.name)
        except FileNotFoundError:
            return ""
        with opened:
            if there.exists(name):
                if there.size(name) == opened.size:
                    return name
                there.delete(name)
            return there.save(name, File(opened))


def arriving(account: User, record: Iterable[tuple[Kind, Rows]]) -> Iterator[tuple[Kind, Rows]]:
    """What is stored there: all but the profile, which the institution has set. Where the account keeps a webfolio
    already, the first page that comes becomes its last section, so that it is not lost."""
    extra: Rows = []
    for kind, rows in about_what_comes(record):
        if kind is PROFILE:
            continue
        if kind is BY_NAME["webfolio"]:
            own = WebfolioPage.objects.owned_by(account).first()
            if own and rows and str(own.uid) != rows[0]["uid"]:
                extra = [_as_section(rows[0])]
                rows = []
        if kind is BY_NAME["webfolio_sections"]:
            before = WebfolioSectionPage.objects.filter(webfolio__keeper=account).count()
            rows = [*extra, *({**row, "place": row["place"] + before + len(extra)} for row in rows)]
            for row in extra:
                row["place"] = before
        yield kind, rows


def about_what_comes(record: Iterable[tuple[Kind, Rows]]) -> Iterator[tuple[Kind, Rows]]:
    """Without what is said of, or attached to, an item that does not come along, such as a deleted one: its uid is the
    person's own choice, and may be that of somebody else's item there."""
    held = list(record)
    uids = {str(row["uid"]) for kind, rows in held if not kind.told for row in rows if "uid" in row}
    gone: set[str] = set()
    for kind, rows in held:
        if kind.told:
            yield kind, rows
            continue
        strays = [row for row in rows if _is_stray(row, uids) or str(row.get(kind.within)) in gone]
        gone |= {str(row["uid"]) for row in strays if "uid" in row}
        yield kind, [row for row in rows if row not in strays] if strays else rows


def _is_stray(row: Mapping[str, Any], uids: set[str]) -> bool:
    return row.get("kind") in kinds.KINDS and "object_uid" in row and str(row["object_uid"]) not in uids


def _as_section(page: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in page.items() if name != "audience"}
