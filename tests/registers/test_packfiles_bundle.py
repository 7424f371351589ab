"""The ZIP of a pack: everything as it was issued, evidence that outlives the library, names that cannot escape."""

import hashlib
import io
import json
import zipfile

import pytest
from django.db import connection

from evidence import actions as evidence
from registers import issuing
from registers.models import HeldEvidence, PackFile
from registers.packfiles.bundle import Member, safe_name, stream, weigh
from tests.registers.declared import YEAR, begun, declare, with_file
from tests.registers.test_verify_files import ISSUED, compare
from tests.tellers import Teller
from tests.things import link


def opened(content: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def downloaded(client, frozen) -> bytes:
    answer = client.get(f"/renewals/{frozen.renewal.uid}/pack.zip")
    assert answer.streaming and answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert answer.headers["Content-Length"] == str(len(content))
    return content


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("C:\\Windows\\x", "cwindowsx.pdf"),
        ("/absolute", "absolute.pdf"),
        ("..", "file.pdf"),
        ("Report.pdf", "report.pdf"),
        ("a\0b\nc", "ab-c.pdf"),
        ("Tystysgrif ŵyn 2026", "tystysgrif-wyn-2026.pdf"),
        ("张伟", "file.pdf"),
        ("x" * 300, "x" * 60 + ".pdf"),
        ("CON", "con.pdf"),
    ],
)
def test_safe_name_is_plain(title, name):
    assert safe_name(title, ".pdf") == name


def test_safe_name_takes_no_odd_ending():
    assert safe_name("a", "./../b") == "a"


def test_stream_is_one_archive_with_the_same_bytes_each_time():
    def member(path: str, content: bytes) -> Member:
        return Member(
            path, len(content), hashlib.sha256(content).hexdigest(), lambda: io.BytesIO(content), {}
        )

    members = [member("a.txt", b"a" * 700_000), member("b/c.txt", b"")]

    whole = b"".join(stream(members))

    assert opened(whole).namelist() == ["a.txt", "b/c.txt"]
    assert max(len(some) for some in stream(members)) < 300_000
    assert weigh(members) == (hashlib.sha256(whole).hexdigest(), len(whole))


def test_zip_holds_every_file_as_issued_and_the_evidence_with_sums(cast, visit):
    with_file(cast, "certificate.txt", b"Words of a certificate", title="Laser certificate")
    frozen = declare(begun(cast.technician))
    owner = visit(cast.technician)

    archive = opened(downloaded(owner, frozen))

    name = f"cpd-rscitech-{YEAR}"
    wanted = [
        *(f"{name}.{ending}" for ending in sorted(issuing.RENDERERS)),
        "evidence/01-01-laser-certificate.txt",
    ]
    assert archive.namelist() == [*wanted, "manifest.json", "SHA256SUMS"]
    for ending in issuing.RENDERERS:
        alone = owner.get(f"/renewals/{frozen.renewal.uid}/pack.{ending}").content
        assert archive.read(f"{name}.{ending}") == alone
    assert archive.read("evidence/01-01-laser-certificate.txt") == b"Words of a certificate"
    listed = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert listed == {
        path: hashlib.sha256(archive.read(path)).hexdigest() for path in [*wanted, "manifest.json"]
    }
    said = json.loads(archive.read("manifest.json"))
    assert said["code"] == frozen.code
    assert {one["path"]: one["sha256"] for one in said["files"]} == {path: listed[path] for path in wanted}


def test_zip_is_issued_once_and_known_again(cast, visit):
    with_file(cast, "a.txt", b"Words")
    frozen = declare(begun(cast.technician))

    first = downloaded(visit(cast.technician), frozen)

    assert downloaded(visit(cast.technician), frozen) == first
    assert PackFile.objects.get(ending="zip").sha256 == hashlib.sha256(first).hexdigest()
    assert ISSUED in compare(visit(), frozen, first, "x.zip")


def test_evidence_that_left_the_library_stays_in_the_pack(cast, visit):
    piece = with_file(cast, "a.txt", b"Words that stay", title="Kept")
    frozen = declare(begun(cast.technician))
    evidence.delete_evidence(evidence=piece, actor=cast.technician)
    type(piece).objects.filter(pk=piece.pk).delete()

    archive = opened(downloaded(visit(cast.technician), frozen))

    assert archive.read("evidence/01-01-kept.txt") == b"Words that stay"
    assert HeldEvidence.objects.get().evidence_uid == piece.uid


def test_evidence_of_a_sealed_activity_is_never_in_the_zip(cast, visit):
    with_file(cast, "a.txt", b"Nobody may read this", title="Zebrafish", of={"sealed": True})
    frozen = declare(begun(cast.technician))

    content = downloaded(visit(cast.technician), frozen)

    assert b"Nobody may read this" not in content and b"ebrafish" not in content
    assert not [name for name in opened(content).namelist() if name.startswith("evidence")]


def test_links_are_a_list_with_their_addresses(cast, visit):
    link(cast, "supervisors")
    frozen = declare(begun(cast.technician))

    archive = opened(downloaded(visit(cast.technician), frozen))

    assert archive.read("evidence-links.txt").decode() == "Activity 1: A page\n  https://example.org/\n"
    assert json.loads(archive.read("manifest.json"))["not_files"] == [
        {"kind": "link", "title": "A page", "url": "https://example.org/", "activities": [1]}
    ]


def test_names_of_evidence_cannot_leave_the_folder_nor_meet(cast, visit):
    for content in (b"One", b"Two"):
        with_file(cast, "a.txt", content, title="../../../etc/passwd")
    with_file(cast, "a.txt", b"Three", title="SHA256SUMS")
    frozen = declare(begun(cast.technician))

    names = opened(downloaded(visit(cast.technician), frozen)).namelist()

    assert len(names) == len(set(names)) == len(issuing.RENDERERS) + 5
    assert not [name for name in names if ".." in name or name.startswith("/") or "\\" in name]


def test_file_that_the_store_lost_is_said(cast, visit):
    piece = with_file(cast, "a.txt", b"Words")
    frozen = declare(begun(cast.technician))
    piece.file.storage.delete(piece.file.name)

    answer = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.zip", follow=True)

    assert "missing from the store" in answer.content.decode()


def test_draft_has_no_zip_and_strangers_get_none(cast, visit):
    renewal = begun(cast.technician)
    address = f"/renewals/{renewal.uid}/pack.zip"

    assert visit(cast.technician).get(address).status_code == 302
    assert visit().get(address).status_code == 302
    assert (
        visit(cast.admin).get(address).status_code == visit(cast.supervisor).get(address).status_code == 404
    )


def test_zip_is_sent_after_the_request_left_its_schema(cast, visit):
    with_file(cast, "a.txt", b"Words")
    frozen = declare(begun(cast.technician))
    Teller(cast).activity(cast.technician)
    answer = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.zip")
    tenant = connection.tenant
    connection.set_schema_to_public()
    try:
        content = b"".join(answer.streaming_content)
    finally:
        connection.set_tenant(tenant)

    assert "evidence/01-01-a.txt" in opened(content).namelist()
