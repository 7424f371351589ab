"""The members of a declared pack's ZIP: every file as it was issued, the evidence held that day, and what says so."""

import hashlib
import io
import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from django.core.files.storage import Storage
from django.db import connection
from django.utils.text import slugify

from evidence.models import private_files
from evidence.queries import is_waiting
from registers.models import HeldEvidence, PackFile
from registers.models.files import pack_store
from registers.packfiles.bundle import Member, manifest, safe_name, sums
from registers.packfiles.facts import PackRefused
from tenants.schemas import in_schema

# What some systems call otherwise than most.
ENDINGS = {"image/jpeg": ".jpg", "text/plain": ".txt", "text/markdown": ".md"}
PACK = {"what": "pack"}
CHECKED = "A file of this pack is still being checked for viruses: try again in a few minutes."
LOST = "A file of this pack is missing from the store: tell your institution."


def members_of(
    facts: Mapping[str, Any], files: Iterable[Member], held: Iterable[HeldEvidence]
) -> list[Member]:
    """Everything in the ZIP, in its order, the pack's own files first. Raises PackRefused when the store lost a file."""
    found = [*files, *_evidence(facts, held)]
    others = _not_files(facts)
    if others:
        found.append(_written("evidence-links.txt", _listed(others), {"what": "links"}))
    found.append(_written("manifest.json", manifest(facts, found, others), {"what": "manifest"}))
    return [*found, _written("SHA256SUMS", sums(found), {"what": "sums"})]


def issued(facts: Mapping[str, Any], files: Mapping[str, PackFile]) -> list[Member]:
    """The pack's own files as they lie in the store, by ending."""
    return [
        Member(pack_name(facts, ending), one.size, one.sha256, _opener(pack_store(), one.name), PACK)
        for ending, one in sorted(files.items())
    ]


def made(facts: Mapping[str, Any], files: Mapping[str, bytes]) -> list[Member]:
    """The same of files that were made for the moment."""
    return [_written(pack_name(facts, ending), content, PACK) for ending, content in sorted(files.items())]


def pack_name(facts: Mapping[str, Any], ending: str) -> str:
    return f"cpd-{slugify(facts['register']['grade'])}-{facts['period']['to'][:4]}.{ending}"


def evidence_names(facts: Mapping[str, Any], held: Iterable[HeldEvidence]) -> dict[str, str]:
    """What each held file is called wherever it is given out, by its uid: "03-01-laser-certificate.pdf"."""
    pieces = _pieces(facts)
    named = {}
    for one in held:
        if found := pieces.get(str(one.evidence_uid)):
            place, piece, _ = found
            ending = ENDINGS.get(one.media_type) or mimetypes.guess_extension(one.media_type) or ""
            named[str(one.evidence_uid)] = f"{place}-{safe_name(piece['title'], ending)}"
    return named


def _evidence(facts: Mapping[str, Any], held: Iterable[HeldEvidence]) -> Iterator[Member]:
    """Each file once, named after the first activity that it belongs to; sealed activities name none."""
    by_uid = {str(one.evidence_uid): one for one in held}
    names = evidence_names(facts, by_uid.values())
    for uid, (_, piece, numbers) in _pieces(facts).items():
        if uid in names:
            one = by_uid[uid]
            if is_waiting(one.name):
                raise PackRefused(CHECKED)
            about = {"what": "evidence", "title": piece["title"], "activities": numbers}
            opener = _opener(private_files(), one.name)
            yield Member(f"evidence/{names[uid]}", one.size, one.sha256, opener, about)


def _pieces(facts: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Any], list[int]]]:
    """By uid: its place ("03-01", the third activity's first), the piece, the numbers of its activities."""
    found: dict[str, tuple[str, dict[str, Any], list[int]]] = {}
    for number, activity in enumerate(facts["activities"], 1):
        for count, piece in enumerate(activity["evidence"], 1):
            _, _, numbers = found.setdefault(piece["uid"], (f"{number:02}-{count:02}", piece, []))
            numbers.append(number)
    return found


def _not_files(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Links, and references to other items of the webfolio, which are named only."""
    return [
        {
            "kind": piece["kind"],
            "title": piece["title"],
            "url": piece.get("url"),
            "activities": numbers,
        }
        for _, piece, numbers in _pieces(facts).values()
        if not piece["sha256"]
    ]


def _listed(pieces: list[dict[str, Any]]) -> bytes:
    lines = [
        f"Activity {', '.join(map(str, one['activities']))}: {' '.join(one['title'].split())}"
        + (f"\n  {one['url']}" if one["url"] else "")
        for one in pieces
    ]
    return ("\n".join(lines) + "\n").encode()


def _written(path: str, content: bytes, about: Mapping[str, Any]) -> Member:
    return Member(path, len(content), hashlib.sha256(content).hexdigest(), lambda: io.BytesIO(content), about)


def _opener(store: Storage, name: str) -> Callable[[], BinaryIO]:
    """Opens the file in the schema of now, whenever that is: a response that is being sent has left it."""
    schema = connection.schema_name
    if not store.exists(name):
        raise PackRefused(LOST)

    def open_again() -> BinaryIO:
        with in_schema(schema):
            return store.open(name)  # type: ignore[return-value]

    return open_again
