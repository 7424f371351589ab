"""Evidence on an activity: sent with the form or named by uid, part of what a verification covers."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from activities import actions
from activities.models import Activity
from evidence.actions import add_link, delete_evidence, restore_evidence
from evidence.models import Evidence
from evidence.queries import attached_to
from tests.activities.samples import FORM, log, verify

NEW, API = "/activities/new/", "/api/v1/activities/"
BODY = {"title": "Training", "start_date": "2026-05-13", "duration": "2 h", "category": "formal"}


def photo(name="bench.png"):
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def link(owner):
    return add_link(owner=owner, url="https://example.org/protocol", title="Protocol")


@pytest.fixture
def signed(cast):
    """An activity with one link, verified."""
    activity = log(cast.technician)
    piece = link(cast.technician)
    activity = actions.attach_evidence(activity=activity, evidence=[piece], actor=cast.technician)
    verify(activity, cast.supervisor)
    return activity, piece


def in_force():
    return Activity.objects.get().live_verification is not None


def test_quick_log_keeps_the_photo_and_shows_it_to_whoever_reads_the_activity(cast, visit):
    page = visit(cast.technician).post(NEW, FORM | {"evidence": photo()}, follow=True).content.decode()

    piece = Evidence.objects.get()
    assert [one.pk for one in attached_to("activity", Activity.objects.get())] == [piece.pk]
    assert piece.get_absolute_url() in page
    shown = visit(cast.supervisor).get(piece.get_absolute_url())
    assert shown.status_code == 200
    assert b"".join(shown.streaming_content)
    assert visit(cast.colleague).get(piece.get_absolute_url()).status_code == 404


def test_quick_log_refuses_a_program_named_pdf_and_keeps_what_was_typed(cast, visit):
    program = SimpleUploadedFile("notes.pdf", b"MZ\x90\x00" + b"\x00" * 200, "application/pdf")

    answer = visit(cast.technician).post(NEW, FORM | {"evidence": program, "description": "Kept words"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_evidence"' in page
    assert "Kept words" in page
    assert "choose them again" in page
    assert not Activity.objects.exists()
    assert not Evidence.objects.exists()


def test_same_uid_twice_attaches_once(cast, visit):
    client, uid = visit(cast.technician), str(uuid.uuid4())

    client.post(NEW, FORM | {"uid": uid, "evidence": photo()})
    client.post(NEW, FORM | {"uid": uid, "evidence": photo()})

    assert Evidence.objects.count() == 1


def test_edit_adds_evidence_and_the_page_takes_it_off_after_asking(cast, visit, signed):
    activity, piece = signed
    client = visit(cast.technician)
    remove = f"{activity.get_absolute_url()}evidence/{piece.uid}/remove/"

    assert "will no longer count" in client.get(remove).content.decode()
    assert in_force()
    client.post(remove)

    assert not in_force()
    assert Evidence.objects.filter(pk=piece.pk, deleted_at=None).exists()
    assert client.post(remove).status_code == 404
    assert visit(cast.supervisor).get(remove).status_code == 403
    assert visit(cast.colleague).get(remove).status_code == 404


def test_more_evidence_voids_the_verification_and_the_same_again_does_not(cast, signed):
    activity, piece = signed

    actions.attach_evidence(activity=activity, evidence=[piece], actor=cast.technician)
    assert in_force()
    actions.attach_evidence(activity=activity, evidence=[link(cast.technician)], actor=cast.technician)

    assert not in_force()


def test_deleting_signed_evidence_from_the_library_voids_the_verification(cast, signed):
    _, piece = signed

    delete_evidence(evidence=piece, actor=cast.technician)

    assert not in_force()
    restore_evidence(evidence=piece, actor=cast.technician)
    assert not in_force()


def test_api_names_evidence_by_uid(cast, visit):
    client, pieces = visit(cast.technician), [link(cast.technician), link(cast.technician)]
    uids = [str(piece.uid) for piece in pieces]

    made = client.post(API, BODY | {"evidence": uids}, content_type="application/json").json()
    sent = {"evidence": uids[1:], "changed": made["changed"]}
    changed = client.patch(f"{API}{made['uid']}/", sent, content_type="application/json").json()

    assert (made["evidence"], made["evidence_count"]) == (uids, 2)
    assert (changed["evidence"], changed["evidence_count"]) == (uids[1:], 1)
    assert changed["changed"] != made["changed"]


def test_api_refuses_the_evidence_of_others_and_stores_nothing(cast, visit):
    theirs = link(cast.engineer)

    answer = visit(cast.technician).post(
        API, BODY | {"evidence": [str(theirs.uid)]}, content_type="application/json"
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "evidence"
    assert not Activity.objects.exists()


def test_api_list_asks_the_same_few_queries_whatever_the_rows(cast, visit):
    client, counts = visit(cast.technician), []
    client.get(API)
    for rows in (1, 20):
        for _ in range(rows):
            piece = link(cast.technician)
            actions.attach_evidence(activity=log(cast.technician), evidence=[piece], actor=cast.technician)
        with CaptureQueriesContext(connection) as asked:
            client.get(API)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_table_and_file_count_the_evidence(cast, visit, signed):
    client = visit(cast.technician)

    assert ">1<" in client.get("/activities/").content.decode().replace("\n", "").replace(" ", "")
    data = b"".join(client.get("/activities/export.csv").streaming_content).decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(data)))["evidence_count"] == "1"
