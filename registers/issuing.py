"""The files of a declared pack: made once, kept for good, told by their SHA-256.

The only writer of `PackFile` and `HeldEvidence`. A draft's files are made for the moment and not kept.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction

from evidence.models import Evidence
from registers import bundling, signing
from registers.models import FrozenPack, HeldEvidence, PackFile
from registers.models.files import pack_store
from registers.packfiles.bundle import Member, stream, weigh
from registers.packfiles.facts import PackRefused
from registers.packfiles.pdf import render_pdf
from registers.packfiles.plain import render_json
from registers.packfiles.table import render_csv
from registers.packfiles.word import render_docx
from registers.packfiles.xlsx import render_xlsx
from tenants.jobs import enqueue

OFFICE = "application/vnd.openxmlformats-officedocument"
RENDERERS: dict[str, tuple[Callable[[Mapping[str, Any]], bytes], str]] = {
    "pdf": (render_pdf, "application/pdf"),
    "docx": (render_docx, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": (render_xlsx, f"{OFFICE}.spreadsheetml.sheet"),
    "csv": (render_csv, "text/csv; charset=utf-8"),
    "json": (render_json, "application/json"),
}


ZIP = "zip"
ENDINGS = (*RENDERERS, ZIP)


@transaction.atomic
def issue(frozen: FrozenPack, endings: Iterable[str] = ENDINGS) -> dict[str, PackFile]:
    """The files with these endings, made now where they are not there yet; two who ask at once get the same.

    A format that cannot hold these facts is missing from the answer.
    """
    locked = FrozenPack.objects.select_for_update().get(pk=frozen.pk)
    files = {one.ending: one for one in locked.files.all()}
    wanted = list(endings)
    for ending in ENDINGS if ZIP in wanted and ZIP not in files else wanted:
        if ending not in files:
            try:
                files[ending] = _weigh(locked, files) if ending == ZIP else _make(locked, ending)
            except PackRefused:
                continue
    return {ending: files[ending] for ending in wanted if ending in files}


def _make(frozen: FrozenPack, ending: str) -> PackFile:
    content, key = RENDERERS[ending][0](frozen.facts), None
    if ending == "pdf":
        content, key = signing.sign_pdf(content)
    return PackFile.objects.create(
        frozen=frozen,
        ending=ending,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        name=pack_store().save(f"{frozen.code}.{ending}", ContentFile(content)),
        signing_key=key,
    )


def _weigh(frozen: FrozenPack, files: Mapping[str, PackFile]) -> PackFile:
    """The ZIP is put together anew for each download; its sum and size are known from now on."""
    sha256, size = weigh(_members(frozen, files))
    return PackFile.objects.create(frozen=frozen, ending=ZIP, sha256=sha256, size=size)


def bundle_of(frozen: FrozenPack) -> tuple[Iterator[bytes], int]:
    """The ZIP of a declared pack as a stream, and its size. Raises PackRefused when the store lost a file."""
    files = issue(frozen)
    stored = {ending: one for ending, one in files.items() if ending != ZIP}
    members = _members(frozen, stored)
    return stream(members), files[ZIP].size if ZIP in files else weigh(members)[1]


def _members(frozen: FrozenPack, files: Mapping[str, PackFile]) -> list[Member]:
    facts = frozen.facts
    return bundling.members_of(facts, bundling.issued(facts, files), hold_evidence(frozen))


def copy_of(frozen: FrozenPack, facts: Mapping[str, Any]) -> Iterator[bytes]:
    """The ZIP of a copy that leaves something out: its files made of `facts` for the moment, the evidence as held.

    Raises PackRefused when the store lost a file.
    """
    files: dict[str, bytes] = {}
    for ending, (render_file, _) in RENDERERS.items():
        try:
            files[ending] = render_file(facts)
        except PackRefused:
            continue
    return stream(bundling.members_of(facts, bundling.made(facts, files), hold_evidence(frozen)))


def content_of(frozen: FrozenPack, ending: str) -> bytes:
    """One file of a declared pack as it was issued. Raises PackRefused, saying why, where there is none."""
    files = issue(frozen, [ending])
    if ending not in files:
        RENDERERS[ending][0](frozen.facts)  # says why
    return read(files[ending])


def read(file: PackFile) -> bytes:
    """The stored bytes, as they were issued. Raises PackRefused when the store lost them."""
    try:
        with pack_store().open(file.name) as stored:
            return stored.read()
    except FileNotFoundError as missing:
        raise PackRefused(
            "The file of this pack is missing from the store: tell your institution."
        ) from missing


def hold_evidence(frozen: FrozenPack) -> list[HeldEvidence]:
    """Where the files of evidence that a pack names are stored, noted once; links are in the facts."""
    if held := list(frozen.held.all()):
        return held
    named = {
        piece["uid"]: piece["sha256"]
        for activity in frozen.facts["activities"]
        for piece in activity["evidence"]
        if piece["sha256"]
    }
    if not named:
        return []
    pieces = Evidence.objects.filter(uid__in=named, kind=Evidence.Kind.FILE).prefetch_related("versions")
    HeldEvidence.objects.bulk_create(
        [
            HeldEvidence(
                frozen=frozen,
                evidence_uid=piece.uid,
                name=one.file.name,
                media_type=one.media_type,
                size=one.size,
                sha256=one.sha256,
            )
            for piece in pieces
            for one in [piece, *piece.versions.all()]
            if one.sha256 == named[str(piece.uid)]
        ],
        ignore_conflicts=True,
    )
    return list(frozen.held.all())


def issue_later(frozen: FrozenPack) -> None:
    """Hold the evidence now and make the files in the background, so that the declaration does not wait."""
    hold_evidence(frozen)
    enqueue(connection.schema_name, "registers.issue_files", frozen=frozen.pk)
