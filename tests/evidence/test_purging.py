"""Deleted for good: what its owner can no longer take back, but for what something frozen holds."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from evidence import actions, tasks
from evidence.models import Evidence, Version, private_files
from people.models import TrailEntry
from tests import things
from tests.evidence.test_library import kept as photo_of
from tests.evidence.test_replacing import kept, replaced, submitted_with, words_of
from tests.registers import declared


def deleted(piece: Evidence, days: int) -> Evidence:
    actions.delete_evidence(evidence=piece, actor=piece.owner)
    Evidence.objects.filter(pk=piece.pk).update(deleted_at=timezone.now() - timedelta(days))
    return piece


def queued() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'piece' FROM public.procrastinate_jobs WHERE task_name = 'evidence.purge'"
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """The daily job and what it puts on the queue."""

    def run() -> set[str]:
        tasks.purge_deleted()
        due = queued()
        with django_capture_on_commit_callbacks(execute=True):
            for uid in due:
                actions.purge_evidence(uid=uid)
                actions.purge_evidence(uid=uid)
        return due

    return run


@pytest.mark.parametrize(("days", "is_gone"), [(29, False), (31, True)])
def test_piece_with_its_files_goes_after_thirty_days(cast, night, days, is_gone):
    piece = deleted(replaced(kept(cast.technician)), days)
    alive = kept(cast.technician, "Here to stay.")
    names = [piece.file.name, piece.versions.get().file.name]

    assert night() == ({str(piece.uid)} if is_gone else set())

    assert Evidence.objects.filter(pk=piece.pk).exists() is not is_gone
    assert Version.objects.exists() is not is_gone
    assert [private_files().exists(name) for name in names] == [not is_gone] * 2
    assert private_files().exists(alive.file.name)
    told = TrailEntry.objects.filter(object_uid=piece.uid, verb="purged").values_list("actor_kind", flat=True)
    assert list(told) == ["system"] * is_gone


def test_original_of_a_picture_goes_too(cast, night):
    piece = deleted(photo_of(cast.technician), 31)

    night()

    assert not private_files().exists(piece.original.name)


def test_links_go(cast, night):
    deleted(things.link(cast), 31)

    night()

    assert not Evidence.objects.exists()


def test_declared_pack_keeps_its_file_and_opens(cast, visit, night):
    piece = declared.with_file(cast, "notes.txt", b"As declared.")
    frozen = declared.declare(declared.begun(cast.technician))
    replaced(piece, "Never declared.")
    later = Evidence.objects.get().file.name
    deleted(Evidence.objects.get(), 31)

    night()

    assert not private_files().exists(later)
    answer = visit(cast.technician).get(f"{frozen.renewal.get_absolute_url()}pack.zip")
    with zipfile.ZipFile(io.BytesIO(words_of(answer))) as pack:
        (name,) = (one for one in pack.namelist() if one.startswith("evidence/"))
        assert pack.read(name) == b"As declared."


def test_scorer_keeps_what_was_handed_in_and_no_more(cast, visit, night):
    piece = kept(cast.technician, folder="Private")
    submitted_with(cast, piece)
    replaced(piece)
    replaced(piece, "The third.")
    deleted(piece, 31)

    night()

    stored = Evidence.objects.get()
    assert (stored.number, stored.sha256, stored.folder) == (1, piece.sha256, "")
    assert not Version.objects.exists()
    address = f"/evidence/{piece.uid}/?file={piece.sha256}"
    assert words_of(visit(cast.trainer).get(address)) == b"The first."
    tasks.purge_deleted()
    assert actions.due_for_purging() == []
    assert TrailEntry.objects.filter(verb="purged").count() == 1


def test_held_picture_loses_the_original_that_was_its_owners_alone(cast, night):
    piece = photo_of(cast.technician)
    submitted_with(cast, piece)
    deleted(piece, 31)

    night()

    assert not private_files().exists(piece.original.name)
    assert private_files().exists(piece.file.name)
    assert Evidence.objects.get().original_size == 0
