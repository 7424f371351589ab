"""The virus scanner, over a real socket: what waits is its owner's alone, what is infected is nobody's."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.settings import env
from evidence import actions, quarantine, scanning, tasks
from evidence.models import Evidence, Scan, private_files
from notices.models import Notice
from registers.bundling import CHECKED
from tests import things
from tests.evidence import clamd
from tests.registers.declared import begun, declare, with_file
from tests.tellers import Teller

INFECTED = "A paper with EICAR in it."


@pytest.fixture
def scanner(settings):
    with clamd.answering() as server:
        settings.CLAMD_URL = server.url
        yield server


@pytest.fixture
def down(settings):
    settings.CLAMD_URL = clamd.nobodys_url()


def attached(cast, words: str) -> Evidence:
    piece = actions.add_file(owner=cast.technician, **things.text_file(words))
    activity = Teller(cast).activity(cast.technician)
    actions.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    return piece


def queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'piece' FROM public.procrastinate_jobs WHERE task_name = 'evidence.scan'"
        )
        return [row[0] for row in cursor.fetchall()]


def status(client, piece) -> int:
    answer = client.get(piece.get_absolute_url())
    if answer.streaming:
        list(answer)
    return answer.status_code


def test_file_waits_for_the_scanner_and_then_opens(cast, visit, scanner):
    piece = attached(cast, "All is well.")
    assert queued() == [str(piece.uid)]
    assert (status(visit(cast.technician), piece), status(visit(cast.supervisor), piece)) == (200, 503)
    assert "being checked for viruses" in visit(cast.technician).get("/evidence/").content.decode().lower()

    quarantine.look_at(piece.uid)

    assert status(visit(cast.supervisor), piece) == 200
    assert scanner.seen == [b"All is well."]


def test_infected_file_is_locked_away_and_its_owner_told(
    cast, visit, scanner, django_capture_on_commit_callbacks
):
    piece = attached(cast, INFECTED)
    old = piece.file.name

    with django_capture_on_commit_callbacks(execute=True):
        quarantine.look_at(piece.uid)
        quarantine.look_at(piece.uid)

    piece.refresh_from_db()
    assert piece.scan == Scan.INFECTED
    assert not private_files().exists(old)
    assert piece.file.name.startswith("quarantine/")
    for person in (cast.technician, cast.supervisor):
        assert status(visit(person), piece) == 410
    (notice,) = Notice.objects.filter(kind="evidence_infected")
    assert (notice.recipient, notice.path) == (cast.technician, f"/evidence/{piece.uid}/about/")
    page = visit(cast.technician).get(notice.path).content.decode()
    assert "A virus was found in this file" in page
    assert f'href="{piece.get_absolute_url()}"' not in page


def test_infected_file_is_replaced_by_a_clean_one(cast, visit, scanner):
    piece = attached(cast, INFECTED)
    quarantine.look_at(piece.uid)
    actions.replace_file(evidence=piece, actor=cast.technician, **things.text_file("Clean."))
    quarantine.look_at(piece.uid)

    assert status(visit(cast.supervisor), piece) == 200
    assert visit(cast.technician).get(f"/evidence/{piece.uid}/versions/1/").status_code == 410


def test_original_of_a_picture_is_looked_at_too(cast, scanner):
    from tests.evidence.test_library import photo

    content = photo().file.read() + b"EICAR"
    found = actions.inspected(io.BytesIO(content), "bench.jpg")
    piece = actions.add_file(owner=cast.technician, found=found, filename="bench.jpg")

    quarantine.look_at(piece.uid)

    piece.refresh_from_db()
    assert piece.is_infected


def test_while_the_scanner_is_down_the_file_waits(cast, visit, down, settings):
    piece = attached(cast, "All is well.")

    with pytest.raises(scanning.ScannerDown):
        quarantine.look_at(piece.uid)

    assert Evidence.objects.get(pk=piece.pk).scan == Scan.WAITING
    assert status(visit(cast.supervisor), piece) == 503
    tasks.scan_waiting()
    assert queued() == [str(piece.uid)] * 2


def test_scanner_that_cannot_look_is_no_clean_answer(cast, scanner):
    scanner.says = b"INSTREAM size limit exceeded. ERROR\0"
    piece = attached(cast, "All is well.")

    with pytest.raises(scanning.ScannerDown, match="size limit"):
        quarantine.look_at(piece.uid)
    assert Evidence.objects.get(pk=piece.pk).scan == Scan.WAITING


def test_large_file_is_handed_over_piece_by_piece(scanner):
    whole = b"0123456789" * 50_000

    assert scanning.virus_in(io.BytesIO(whole)) == ""
    assert scanner.seen == [whole]


def test_pack_is_not_given_out_while_one_of_its_files_waits(cast, visit, scanner):
    piece = with_file(cast, "notes.txt", b"Words.")
    frozen = declare(begun(cast.technician))
    address = f"{frozen.renewal.get_absolute_url()}pack.zip"

    waiting = visit(cast.technician).get(address, follow=True)
    assert CHECKED in waiting.content.decode()
    quarantine.look_at(piece.uid)

    assert visit(cast.technician).get(address).status_code == 200


def test_without_a_scanner_nothing_waits(cast, visit):
    piece = attached(cast, "All is well.")

    assert (piece.scan, queued()) == (Scan.NONE, [])
    assert status(visit(cast.supervisor), piece) == 200


def batches() -> list[dict[str, int]]:
    """What the queue has of the batches, and takes from it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM public.procrastinate_jobs WHERE task_name = 'evidence.scan_earlier'"
            " RETURNING (args->>'after')::int, (args->>'left')::int"
        )
        return [{"after": after, "left": left} for after, left in cursor.fetchall()]


def scan_all() -> int:
    """The daily job and the batches that follow from it; how many these were."""
    tasks.scan_unseen()
    count = 0
    while waiting := batches():
        (batch,) = waiting
        tasks.scan_earlier(**batch)
        count += 1
    return count


def test_files_from_before_the_scanner_are_looked_at_in_batches(
    cast, visit, settings, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(quarantine, "BATCH", 2)
    clean = [attached(cast, f"Clean {number}.") for number in range(3)]
    piece = attached(cast, INFECTED)
    actions.replace_file(evidence=piece, actor=cast.technician, **things.text_file("Clean since."))
    things.link(cast)
    assert (scan_all(), batches()) == (0, [])

    with clamd.answering() as server, django_capture_on_commit_callbacks(execute=True):
        settings.CLAMD_URL = server.url
        assert status(visit(cast.supervisor), clean[0]) == 200
        assert scan_all() == 3  # two full ones, and one that finds nothing left
        assert len(server.seen) == 5
        assert scan_all() == 0

    assert {row.scan for row in Evidence.objects.filter(kind="file")} == {Scan.CLEAN}
    version = piece.versions.get()
    assert (version.scan, version.file.name.split("/")[0]) == (Scan.INFECTED, "quarantine")
    (notice,) = Notice.objects.filter(kind="evidence_infected")
    assert (notice.recipient, notice.path) == (cast.technician, f"/evidence/{piece.uid}/about/")


def test_batch_goes_on_after_the_scanner_was_down(cast, settings):
    piece = attached(cast, "All is well.")
    settings.CLAMD_URL = clamd.nobodys_url()
    with pytest.raises(scanning.ScannerDown):
        scan_all()
    assert Evidence.objects.get(pk=piece.pk).scan == Scan.NONE

    with clamd.answering() as server:
        settings.CLAMD_URL = server.url
        scan_all()
    assert Evidence.objects.get(pk=piece.pk).scan == Scan.CLEAN


def test_file_that_cannot_be_scanned_does_not_keep_the_others(cast, settings):
    lost, other = attached(cast, "Lost."), attached(cast, "All is well.")
    private_files().delete(lost.file.name)

    with clamd.answering() as server:
        settings.CLAMD_URL = server.url
        scan_all()

    assert [Evidence.objects.get(pk=one.pk).scan for one in (lost, other)] == [Scan.NONE, Scan.CLEAN]


@pytest.mark.parametrize("value", ["tcp://scanner:3310", "unix:///run/clamav/clamd.ctl"])
def test_address_of_the_scanner_is_taken(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)

    assert env.parsed("CLAMD_URL", "", env.socket_address, meaning="an address") == value


@pytest.mark.parametrize("value", ["scanner:3310", "tcp://scanner", "unix://"])
def test_wrong_address_of_the_scanner_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)

    with pytest.raises(ImproperlyConfigured, match="CLAMD_URL"):
        env.parsed("CLAMD_URL", "", env.socket_address, meaning="an address")
