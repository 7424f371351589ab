"""A large file in parts: in any order, as often as needed, put together once whole."""

import hashlib
import io
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from evidence import actions, allowances
from evidence.models import Evidence, Upload, UploadPart, private_files
from evidence.refusals import OverQuota
from tests import things
from tests.evidence.films import film

ADDRESS = "/api/v1/evidence/uploads/"
FILM = film(2_500)


@pytest.fixture(autouse=True)
def small_parts(settings):
    settings.EVIDENCE_PART_SIZE = 1_000


class Sender:
    """Somebody who sends one film in parts."""

    def __init__(self, page, content: bytes = FILM, **more) -> None:
        self.page, self.content = page, content
        self.about = {"uid": str(uuid.uuid4()), "name": "rinse.mp4", "size": len(content)} | more
        self.place = f"{ADDRESS}{self.about['uid']}/"

    def begin(self):
        return self.page.post(ADDRESS, self.about, content_type="application/json")

    def part(self, number: int, **headers):
        piece = self.content[number * 1_000 : (number + 1) * 1_000]
        return self.put(number, piece, **headers)

    def put(self, number: int, content: bytes, **headers):
        address = f"{self.place}parts/{number}/"
        return self.page.put(address, content, content_type="application/octet-stream", headers=headers)

    def complete(self):
        return self.page.post(f"{self.place}complete/")


def test_parts_in_any_order_and_twice_become_one_piece(cast, visit, django_capture_on_commit_callbacks):
    send = Sender(
        visit(cast.technician), title="Rinse cycle", folder="Films", sha256=hashlib.sha256(FILM).hexdigest()
    )

    begun = send.begin()
    assert (begun.status_code, begun.json()["parts"], begun.json()["part_size"]) == (201, 3, 1_000)
    assert send.begin().status_code == 200
    assert send.part(2).json()["arrived"] == [2]
    assert send.complete().json() == {"missing": [0, 1]}
    assert send.part(0).status_code == send.part(0).status_code == 200
    assert send.page.get(send.place).json()["arrived"] == [0, 2]
    send.part(1)
    names = list(UploadPart.objects.values_list("file", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        kept = send.complete()

    assert kept.status_code == 201
    piece = Evidence.objects.get()
    assert (str(piece.uid), piece.title, piece.folder) == (send.about["uid"], "Rinse cycle", "Films")
    assert (piece.media_type, piece.size, piece.sha256) == ("video/mp4", len(FILM), send.about["sha256"])
    with piece.file.open() as stored:
        assert stored.read() == FILM
    assert send.complete().status_code == 200
    assert send.page.get(send.place).json()["evidence"] == send.about["uid"]
    assert Evidence.objects.count() == 1
    assert not any(private_files().exists(name) for name in names)


@pytest.mark.parametrize(
    ("number", "content", "said"),
    [
        (0, b"x" * 999, "Part 0 has 1000 bytes: 999 arrived."),
        (0, b"x" * 5_000, "Part 0 has 1000 bytes: 1001 arrived."),
        (2, b"x" * 1_000, "Part 2 has 500 bytes: 1000 arrived."),
        (3, b"x", "This file has 3 parts, numbered from 0."),
    ],
)
def test_wrong_part_is_refused_and_nothing_kept(cast, visit, number, content, said):
    send = Sender(visit(cast.technician))
    send.begin()

    answer = send.put(number, content)

    assert (answer.status_code, answer.json()["errors"]) == (422, [{"field": "part", "message": said}])
    assert not UploadPart.objects.exists()


def test_damaged_part_is_sent_again(cast, visit):
    send = Sender(visit(cast.technician))
    send.begin()
    digest = hashlib.sha256(FILM[:1_000]).hexdigest()

    assert send.put(0, b"x" * 1_000, **{"X-Part-SHA256": digest}).status_code == 422
    assert send.part(0, **{"X-Part-SHA256": digest}).json()["arrived"] == [0]


def test_whole_that_is_not_what_its_name_says_is_refused_for_good(cast, visit):
    send = Sender(visit(cast.technician), content=b"\x7fELF" + b"\0" * 500)
    send.begin()
    send.part(0)

    first, again = send.complete(), send.complete()

    assert first.status_code == again.status_code == 422
    assert first.json() == again.json()
    assert "This file is a program" in first.json()["errors"][0]["message"]
    assert Upload.objects.get().state == "refused"
    assert not UploadPart.objects.exists()
    assert not Evidence.objects.exists()


def test_wrong_digest_of_the_whole_is_refused(cast, visit):
    send = Sender(visit(cast.technician), content=FILM[:900], sha256="0" * 64)
    send.begin()
    send.part(0)

    assert "damaged on its way" in send.complete().json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"name": "tool.exe"}, "file", "Files ending in .exe cannot be added"),
        ({"size": 300 * 1024**2}, "file", "A recording can be up to 100 MB, and this one is 300 MB"),
        ({"size": 200 * 1024**2, "name": "x.pdf"}, "file", "A file can be up to 100 MB"),
        ({"replaces": str(uuid.uuid4())}, "replaces", "not among yours"),
        ({"title": "a\0b"}, "title", "pattern"),
        ({"size": 0}, "size", "greater than 0"),
    ],
)
def test_what_cannot_be_kept_is_refused_before_a_byte_is_sent(cast, visit, more, field, said):
    answer = Sender(visit(cast.technician), **more).begin()

    (problem,) = answer.json()["errors"]
    assert (answer.status_code, problem["field"]) == (422, field)
    assert said in problem["message"]
    assert not Upload.objects.exists()


def test_institution_allows_a_long_film_and_never_more_than_the_platform(cast, visit, settings):
    from django.db import connection

    connection.tenant.recording_limit_mb = 500
    assert allowances.limits().recording_bytes == 500 * 1024**2
    settings.EVIDENCE_RECORDING_LIMIT = 200 * 1024**2
    assert allowances.limits().recording_bytes == 200 * 1024**2


def test_file_on_its_way_takes_its_room(cast):
    things.sending(cast, size=90 * 1024**2)
    whole = allowances.room_of(cast.technician)

    assert whole.used == 90 * 1024**2
    for _ in range(2048 // 90 - 1):
        things.sending(cast, size=90 * 1024**2)
    with pytest.raises(OverQuota):
        things.sending(cast, size=90 * 1024**2)


def test_one_reference_is_one_file(cast, visit):
    send = Sender(visit(cast.technician))
    send.begin()

    assert Sender(visit(cast.colleague), uid=send.about["uid"]).begin().status_code == 422
    assert Sender(send.page, uid=send.about["uid"], name="other.mp4").begin().status_code == 422
    taken = Sender(send.page, uid=str(things.link(cast).uid)).begin()
    assert taken.json()["errors"][0]["field"] == "uid"


def test_only_its_sender_reads_sends_or_drops_it(cast, visit):
    send = Sender(visit(cast.technician))
    send.begin()

    for person in (cast.supervisor, cast.admin, cast.colleague):
        send.page = visit(person)
        assert send.page.get(send.place).status_code == 404
        assert send.part(0).status_code == 404
        assert send.complete().status_code == 404
        assert send.page.delete(send.place).status_code == 404
    send.page = visit()
    assert send.part(0).status_code == 401


def test_session_needs_its_token_to_send(cast):
    page = Client(enforce_csrf_checks=True, HTTP_HOST="northmoor.localhost")
    page.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")
    from django.db import connection

    tenant = connection.tenant
    answer = page.post(ADDRESS, Sender(page).about, content_type="application/json")
    connection.set_tenant(tenant)

    assert answer.status_code == 403
    assert not Upload.objects.exists()


def test_dropped_file_leaves_nothing(cast, visit, django_capture_on_commit_callbacks):
    send = Sender(visit(cast.technician))
    send.begin()
    send.part(0)
    (name,) = UploadPart.objects.values_list("file", flat=True)

    with django_capture_on_commit_callbacks(execute=True):
        assert send.page.delete(send.place).status_code == 204
    assert not Upload.objects.exists()
    assert not private_files().exists(name)


def test_what_nobody_goes_on_sending_is_forgotten(cast, visit, django_capture_on_commit_callbacks):
    send, fresh = Sender(visit(cast.technician)), Sender(visit(cast.technician))
    for one in (send, fresh):
        one.begin()
        one.part(0)
    late = Upload.objects.filter(uid=send.about["uid"])
    late.update(touched_at=timezone.now() - timedelta(days=8))
    (name,) = UploadPart.objects.filter(upload__in=late).values_list("file", flat=True)

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear_outdated() == 1
    assert [str(one.uid) for one in Upload.objects.all()] == [fresh.about["uid"]]
    assert not private_files().exists(name)


def test_film_becomes_the_next_version(cast, visit):
    first = actions.inspected(io.BytesIO(film(900)), "rinse.mp4")
    piece = actions.add_file(owner=cast.technician, found=first, filename="rinse.mp4", title="Rinse")
    send = Sender(visit(cast.technician), replaces=str(piece.uid))
    send.begin()
    for number in range(3):
        send.part(number)

    assert send.complete().json()["uid"] == str(piece.uid)
    assert send.complete().status_code == 200
    piece.refresh_from_db()
    assert (piece.number, piece.title, piece.size) == (2, "Rinse", len(FILM))


def test_piece_that_was_deleted_meanwhile_is_not_replaced(cast, visit):
    first = actions.inspected(io.BytesIO(film(900)), "rinse.mp4")
    piece = actions.add_file(owner=cast.technician, found=first, filename="rinse.mp4")
    send = Sender(visit(cast.technician), replaces=str(piece.uid))
    send.begin()
    for number in range(3):
        send.part(number)
    actions.delete_evidence(evidence=piece, actor=cast.technician)

    assert "deleted meanwhile" in send.complete().json()["errors"][0]["message"]


def test_protocol_is_published(visit):
    paths = visit().get("/api/v1/openapi.json").json()["paths"]

    root = "/api/v1/evidence/uploads/"
    assert {
        f"{root}",
        f"{root}{{uid}}/",
        f"{root}{{uid}}/parts/{{number}}/",
        f"{root}{{uid}}/complete/",
    } <= set(paths)
    assert "PUT parts/<n>/" in paths[root]["post"]["description"]


def test_record_that_moves_in_may_fill_more_than_the_quota(cast):
    from django.db import connection

    connection.tenant.evidence_quota_mb = 0
    file = things.text_file("From the old system.")

    assert actions.add_file(owner=cast.technician, **file, whatever_size=True).size
    with pytest.raises(OverQuota):
        actions.add_file(owner=cast.technician, **file)


@pytest.mark.parametrize("name", ["rinse.mp4\n", "a\r\nSet-Cookie: b=1; .mp4", "a\x1b.mp4"])
def test_a_name_stands_on_one_line(cast, visit, name):
    answer = Sender(visit(cast.technician), name=name).begin()

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "name"
    assert not Upload.objects.exists()
