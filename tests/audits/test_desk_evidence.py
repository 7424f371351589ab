"""Evidence at the registrar's desk: what was declared, whatever becomes of the library; and no names in a blind copy."""

import io
import json
import zipfile

import pytest
from django.db import connection

from activities.actions import change_activity
from activities.models import Activity
from evidence import actions as evidence
from evidence.models import Evidence
from registers.models import FrozenPack, PackFile
from sharing.actions import delete_item
from tests.audits import desk_samples as desk
from tests.registers.declared import with_file
from tests.registers.test_verify_files import ISSUED, compare
from tests.tellers import Teller

WORDS = b"I was there."
# A file is called after its owner, and so is the piece: no title was given.
CALLED = "Megan Okafor certificate.txt"
NAMES = ("Megan", "megan", "Okafor", "okafor", "SC-1234", "example.org")


def declared_with_file(cast):
    """The piece, and a declared renewal with its file and a link."""
    piece = with_file(cast, CALLED, WORDS)
    page = evidence.add_link(owner=cast.technician, url="https://example.org/megan-okafor", title="My page")
    activity = Teller(cast).activity(cast.technician, title="Talk on freezing")
    evidence.attach(thing=activity, kind="activity", evidence=[page], actor=cast.technician)
    return piece, desk.declared(cast, bare=True)


def got(answer) -> tuple[int, bytes]:
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def unzipped(client, address: str) -> tuple[bytes, zipfile.ZipFile]:
    status, content = got(client.get(address))
    assert status == 200
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return content, archive


def test_evidence_opens_only_where_the_owner_lets_it(cast, visit):
    piece, renewal = declared_with_file(cast)
    other = with_file(cast, "other.txt", b"Not of this pack.")
    link = Evidence.objects.get(kind="link")
    _, closed = desk.at_desk(cast, renewal)
    _, opened = desk.at_desk(cast, renewal, with_evidence=True)

    answers = [
        got(visit().get(f"{path}evidence/{one.uid}/"))[0]
        for path in (closed, opened)
        for one in (piece, other, link)
    ]

    assert answers == [404, 404, 404, 200, 404, 404]


def gone(cast, piece: Evidence, how: str) -> None:
    """The owner's library loses the piece in one of the ways there are."""
    row = Activity.objects.get(uid=piece.attachments.get().object_uid)
    match how:
        case "deleted":
            evidence.delete_evidence(evidence=piece, actor=cast.technician)
        case "deleted for good":
            piece.delete()
        case "taken off":
            evidence.detach(thing=row, kind="activity", evidence=piece, actor=cast.technician)
        case "replaced":
            Evidence.objects.filter(pk=piece.pk).update(sha256="0" * 64, title="Another", file="00/none")
        case "activity deleted":
            delete_item(item=row, actor=cast.technician)
        case "activity sealed":
            change_activity(activity=row, actor=cast.technician, values={"sealed": True})


@pytest.mark.parametrize(
    "how", ["deleted", "deleted for good", "taken off", "replaced", "activity deleted", "activity sealed"]
)
def test_assessor_opens_what_was_declared_however_the_library_changes(cast, visit, how):
    piece, renewal = declared_with_file(cast)
    _, path = desk.at_desk(cast, renewal, with_evidence=True)
    client, address = visit(), f"{path}evidence/{piece.uid}/"
    before = client.get(path).content.decode()

    gone(cast, piece, how)

    after = client.get(path).content.decode()
    assert address in before and address in after
    assert "not held with this pack" not in after
    assert got(client.get(address)) == (200, WORDS)
    assert unzipped(client, f"{path}pack.zip")[1].read("evidence/01-01-megan-okafor-certificate.txt") == WORDS


def test_zip_at_the_desk_is_the_one_that_was_issued(cast, visit):
    _, renewal = declared_with_file(cast)
    handing, path = desk.at_desk(cast, renewal, with_evidence=True)
    client = visit()

    content, archive = unzipped(client, f"{path}pack.zip")

    assert "pack.zip" in client.get(path).content.decode()
    _, owners = got(visit(cast.technician).get(f"/renewals/{renewal.uid}/pack.zip"))
    assert content == owners
    assert PackFile.objects.get(ending="zip").size == len(content)
    assert ISSUED in compare(visit(), FrozenPack.objects.get(), content, "x.zip")
    assert handing.frozen.code in archive.read("manifest.json").decode()


def test_no_zip_where_files_are_not_to_be_opened(cast, visit):
    _, renewal = declared_with_file(cast)
    _, path = desk.at_desk(cast, renewal)

    assert visit().get(f"{path}pack.zip").status_code == 404
    assert "pack.zip" not in visit().get(path).content.decode()


def test_blind_copy_and_its_zip_name_nobody(cast, visit):
    """Even with the tick for the number left on, as the form has it at first."""
    piece, renewal = declared_with_file(cast)
    handing, path = desk.at_desk(cast, renewal, with_evidence=True, shows_name=False, shows_number=True)
    client = visit()

    answer = client.get(f"{path}evidence/{piece.uid}/")
    content, archive = unzipped(client, f"{path}pack.zip")

    assert got(answer) == (200, WORDS)
    assert answer["Content-Disposition"] == 'attachment; filename="01-01-evidence-1.txt"'
    assert archive.read("evidence/01-01-evidence-1.txt") == WORDS
    facts = json.loads(archive.read(f"cpd-rscitech-{desk.YEAR}.json"))
    texts = [client.get(path).content.decode(), client.get(f"{path}pack.csv").content.decode()]
    texts += [archive.read(name).decode() for name in archive.namelist() if name.endswith((".txt", ".csv"))]
    texts += [json.dumps(facts), archive.read("manifest.json").decode(), " ".join(archive.namelist())]
    for text in texts:
        for name in (*NAMES, handing.frozen.code):
            assert name not in text, name
    assert ISSUED not in compare(visit(), FrozenPack.objects.get(), content, "x.zip")


def test_zip_of_a_copy_without_the_number_lacks_it(cast, visit):
    _, renewal = declared_with_file(cast)
    handing, path = desk.at_desk(cast, renewal, with_evidence=True, shows_number=False)

    _, archive = unzipped(visit(), f"{path}pack.zip")

    facts = archive.read(f"cpd-rscitech-{desk.YEAR}.json").decode()
    assert "Megan Okafor" in facts
    assert "SC-1234" not in facts and handing.frozen.code not in facts
    assert archive.read("evidence/01-01-megan-okafor-certificate.txt") == WORDS


def test_address_of_a_link_is_there_as_declared_and_not_in_a_blind_copy(cast, visit):
    _, renewal = declared_with_file(cast)
    _, named = desk.at_desk(cast, renewal)
    _, blind = desk.at_desk(cast, renewal, shows_name=False)
    Evidence.objects.filter(kind="link").update(url="https://elsewhere.example/")

    assert 'href="https://example.org/megan-okafor"' in visit().get(named).content.decode()
    assert "megan-okafor" not in visit().get(blind).content.decode()


def test_file_that_the_store_lost_is_said_at_the_desk(cast, visit):
    piece, renewal = declared_with_file(cast)
    _, path = desk.at_desk(cast, renewal, with_evidence=True)
    piece.file.storage.delete(piece.file.name)

    for door in (f"evidence/{piece.uid}/", "pack.zip"):
        answer = visit().get(path + door, follow=True)
        assert answer.redirect_chain == [(path, 302)]
        assert "missing from the store" in answer.content.decode()


def test_pack_declared_before_evidence_was_held_holds_it_when_first_asked_for(cast, visit):
    piece, renewal = declared_with_file(cast)
    _, path = desk.at_desk(cast, renewal, with_evidence=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE registers_heldevidence")

    assert got(visit().get(f"{path}evidence/{piece.uid}/")) == (200, WORDS)
    piece.delete()
    assert got(visit().get(f"{path}evidence/{piece.uid}/")) == (200, WORDS)
