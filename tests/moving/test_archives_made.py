"""Asking for an archive, making, proving and dropping it; and the pages of it."""

import os
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from moving import actions
from moving.actions.archives import MOST_KEPT
from moving.actions.proofs import NotReady
from moving.models import Archive, Proof, archive_store
from moving.queries import pass_rate
from moving.tasks import drop_archives as drop_archives_at_work
from notices.models import Notice
from people.models import TrailEntry
from sharing.refusals import Refused
from tests import things


@pytest.fixture
def archive(cast) -> Archive:
    things.activity(cast)
    return things.archive(cast)


def proved(archive: Archive, person: Any) -> Proof:
    proof = actions.ask_proof(archive=archive, actor=person, once=uuid.uuid4())
    actions.run_proof(uid=proof.uid)
    return Proof.objects.get(pk=proof.pk)


def test_pressing_twice_makes_one_and_one_at_a_time(cast):
    once = uuid.uuid4()
    first = actions.ask_archive(owner=cast.technician, sealed=False, once=once)

    assert actions.ask_archive(owner=cast.technician, sealed=False, once=once) == first
    assert actions.ask_archive(owner=cast.technician, sealed=False, once=uuid.uuid4()) == first
    assert actions.ask_archive(owner=cast.technician, sealed=True, once=uuid.uuid4()) != first
    with pytest.raises(Refused):
        actions.ask_archive(owner=cast.technician, sealed=True, once=once)


def test_what_is_ready_is_told_once_and_a_job_run_again_changes_nothing(archive, cast):
    actions.make_archive(uid=archive.uid)

    again = Archive.objects.get(pk=archive.pk)
    assert (again.name, again.sha256) == (archive.name, archive.sha256)
    assert archive.counts["activities"] == 1
    assert Notice.objects.filter(recipient=cast.technician, kind="archive_ready").count() == 1


def test_nobody_else_asks_for_its_proof_or_deletes_it(archive, cast):
    with pytest.raises(PermissionDenied):
        actions.ask_proof(archive=archive, actor=cast.supervisor, once=uuid.uuid4())
    with pytest.raises(PermissionDenied):
        actions.delete_archive(archive=archive, actor=cast.admin)


def test_a_proof_passes_and_is_kept_with_its_day(archive, cast):
    proof = proved(archive, cast.technician)

    assert proof.state == Proof.State.PASSED
    assert proof.done_at
    assert {one["kind"] for one in proof.report["kinds"] if one["there"]} >= {
        "activities",
        "profile",
        "trail_own",
    }
    assert Notice.objects.filter(recipient=cast.technician, kind="proof_done").count() == 1


def test_a_spoilt_file_fails_and_says_why(archive, cast):
    archive_store().delete(archive.name)
    proof = proved(archive, cast.technician)

    assert proof.state == Proof.State.FAILED
    assert "not in the store" in proof.report["why"]


def test_admins_see_numbers(archive, cast):
    proved(archive, cast.technician)
    rate = pass_rate()

    assert (rate.people, rate.passed, rate.done, rate.per_cent) == (1, 1, 1, 100)


def test_outdated_files_go_and_the_list_remembers(archive, django_capture_on_commit_callbacks):
    Archive.objects.filter(pk=archive.pk).update(until=timezone.now() - timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.drop_outdated() == 1

    assert not archive_store().exists(archive.name)
    assert Archive.objects.get(pk=archive.pk).state == Archive.State.GONE
    assert actions.drop_outdated() == 0


def test_files_that_no_row_names_are_swept_after_a_day(archive):
    for name, age in (("fresh.zip", 0), ("stray.zip", 2)):
        path = archive_store().path(archive_store().save(name, ContentFile(b"zip")))
        then = time.time() - age * 86_400
        os.utime(path, (then, then))
    then = time.time() - 2 * 86_400
    os.utime(archive_store().path(archive.name), (then, then))

    actions.drop_outdated()

    assert {archive.name, "fresh.zip"} <= set(archive_store().listdir("")[1])
    assert not archive_store().exists("stray.zip")


def test_what_never_came_to_an_end_is_given_up_after_a_day(archive, cast):
    long_ago = timezone.now() - timedelta(days=2)
    asked = actions.ask_archive(owner=cast.technician, sealed=True, once=uuid.uuid4())
    proof = actions.ask_proof(archive=archive, actor=cast.technician, once=uuid.uuid4())
    for one in (asked, proof):
        type(one).objects.filter(pk=one.pk).update(asked_at=long_ago)

    drop_archives_at_work()

    assert Archive.objects.get(pk=asked.pk).state == Archive.State.FAILED
    assert Proof.objects.get(pk=proof.pk).state == Proof.State.FAILED


def test_what_is_deleted_cannot_be_proved(archive, cast):
    actions.delete_archive(archive=archive, actor=cast.technician)
    actions.delete_archive(archive=archive, actor=cast.technician)

    assert TrailEntry.objects.filter(object_uid=archive.uid, verb="deleted archive").count() == 1
    with pytest.raises(NotReady):
        actions.ask_proof(archive=archive, actor=cast.technician, once=uuid.uuid4())


def test_the_file_is_sent_whole_and_from_where_it_broke_off(archive, cast, visit):
    client, address = visit(cast.technician), f"{archive.get_absolute_url()}record.zip"
    whole = client.get(address)
    content = b"".join(whole.streaming_content)

    assert whole.status_code == 200
    assert len(content) == archive.size == int(whole["Content-Length"])

    rest = client.get(address, headers={"Range": "bytes=1000-", "If-Range": whole["ETag"]})
    assert rest.status_code == 206
    assert rest["Content-Range"] == f"bytes 1000-{archive.size - 1}/{archive.size}"
    assert content[:1000] + b"".join(rest.streaming_content) == content

    assert client.get(address, headers={"Range": f"bytes={archive.size}-"}).status_code == 416
    other = client.get(address, headers={"Range": "bytes=1000-", "If-Range": '"another"'})
    assert other.status_code == 200
    assert b"".join(other.streaming_content) == content
    assert client.head(address)["Accept-Ranges"] == "bytes"


def test_the_page_asks_and_leads_to_the_archive(cast, visit):
    client = visit(cast.technician)
    page = client.get("/moving/")
    assert page.status_code == 200

    once = uuid.uuid4()
    sent = client.post("/moving/", {"once": once, "sealed": "on"})
    archive = Archive.objects.get(owner=cast.technician, once=once)
    assert sent["Location"] == archive.get_absolute_url()
    assert archive.sealed
    assert "Being made" in client.get(archive.get_absolute_url()).content.decode()
    assert client.get(f"{archive.get_absolute_url()}record.zip").status_code == 404
    assert client.post("/moving/", {"once": "no key"}).status_code == 422


def test_the_report_is_shown_and_given_out(archive, cast, visit):
    client, proof = visit(cast.technician), proved(archive, cast.technician)

    page = client.get(proof.get_absolute_url()).content.decode()
    assert "The same in every kind" in page
    assert "Activities" in page
    text = client.get(f"{proof.get_absolute_url()}report.txt").content.decode()
    assert archive.sha256 in text
    assert client.get(f"{proof.get_absolute_url()}report.json").json()["result"] == "passed"
    assert client.get(f"{proof.get_absolute_url()}report.pdf").status_code == 404


def test_the_list_takes_as_many_queries_for_many(archive, cast, visit, django_assert_num_queries):
    proved(archive, cast.technician)
    client = visit(cast.technician)
    client.get("/moving/")
    with django_assert_num_queries(QUERIES):
        client.get("/moving/")
    values = {"owner": cast.technician, "state": Archive.State.GONE}
    Archive.objects.bulk_create([Archive(**values, once=uuid.uuid4()) for _ in range(49)])
    with django_assert_num_queries(QUERIES):
        client.get("/moving/")


# The last asks whether something was chosen to be left.
QUERIES = 8


def test_numbers_are_for_admins(cast, visit):
    assert visit(cast.admin).get("/moving/proofs/").status_code == 200
    assert visit(cast.technician).get("/moving/proofs/").status_code == 403


def test_the_schema_is_open_to_everybody(visit):
    assert visit().get("/moving/record.schema.json").json()["$defs"]["activities"]["title"] == "Activities"


def test_so_many_files_are_kept_and_one_deleted_makes_room(cast, visit):
    made = [things.archive(cast) for _ in range(MOST_KEPT)]
    client = visit(cast.technician)

    answer = client.post("/moving/", {"once": uuid.uuid4()})

    assert answer.status_code == 422 and "Delete the file of one first" in answer.content.decode()
    assert Archive.objects.count() == MOST_KEPT
    actions.delete_archive(archive=made[0], actor=cast.technician)
    assert client.post("/moving/", {"once": uuid.uuid4()}).status_code == 302
