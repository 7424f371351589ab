"""How a private file leaves: never by an address of its own, never run under ours."""

import pytest

from evidence import actions
from evidence.models import Evidence
from tests import things
from tests.evidence.test_library import kept

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.fixture(params=["", "/private/"])
def accel(request, settings):
    settings.PRIVATE_FILES_ACCEL = request.param
    return request.param


def test_headers_are_the_same_whoever_sends_the_bytes(cast, visit, accel):
    piece = kept(cast.technician)

    answer = visit(cast.technician).get(piece.get_absolute_url())

    assert ALWAYS.items() <= dict(answer.headers).items()
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == 'inline; filename="bench.jpg"'
    if accel:
        assert answer.headers["X-Accel-Redirect"] == f"/private/inst_northmoor/{piece.file.name}"
        assert answer.content == b""
    else:
        list(answer)


def test_web_server_is_asked_only_for_whom_the_table_lets_in(cast, visit, settings):
    settings.PRIVATE_FILES_ACCEL = "/private/"
    piece = kept(cast.technician)

    assert "X-Accel-Redirect" not in visit(cast.colleague).get(piece.get_absolute_url()).headers
    assert "X-Accel-Redirect" not in visit().get(piece.get_absolute_url()).headers


def test_text_is_a_download(cast, visit, accel):
    piece = actions.add_file(owner=cast.technician, **things.text_file("Words."))

    answer = visit(cast.technician).get(piece.get_absolute_url())

    assert answer.headers["Content-Disposition"].startswith("attachment")
    if not accel:
        list(answer)


def test_lost_file_is_not_found(cast, visit, accel):
    piece = kept(cast.technician)
    piece.file.storage.delete(piece.file.name)

    assert visit(cast.technician).get(piece.get_absolute_url()).status_code == 404


def test_a_name_of_several_lines_is_sent_on_one(cast, visit, accel):
    piece = kept(cast.technician)
    Evidence.objects.filter(pk=piece.pk).update(original_name="bench\r\n.jpg\n", media_type="text/plain")

    answer = visit(cast.technician).get(piece.get_absolute_url())

    assert answer.headers["Content-Disposition"] == 'attachment; filename="bench.jpg"'
    list(answer)


def film_of(cast):
    content = bytes(range(256)) * 4
    piece = actions.add_file(owner=cast.technician, **things.text_file("A film."))
    Evidence.objects.update(media_type="video/mp4", original_name="film.mp4", size=len(content))
    with piece.file.storage.open(piece.file.name, "wb") as stored:
        stored.write(content)
    return piece.get_absolute_url(), content


@pytest.mark.parametrize(
    ("asked", "status", "said", "first", "end"),
    [
        ("bytes=0-1", 206, "bytes 0-1/1024", 0, 2),
        ("bytes=1000-", 206, "bytes 1000-1023/1024", 1000, 1024),
        ("bytes=-24", 206, "bytes 1000-1023/1024", 1000, 1024),
        ("bytes=1000-9999", 206, "bytes 1000-1023/1024", 1000, 1024),
        ("bytes=0-1,5-6", 200, None, 0, 1024),
        ("bytes=9-1", 200, None, 0, 1024),
        ("seconds=1-2", 200, None, 0, 1024),
        ("bytes=1024-", 416, "bytes */1024", 0, 0),
        ("bytes=-0", 416, "bytes */1024", 0, 0),
    ],
    ids=["start", "to-the-end", "last", "beyond", "several", "backwards", "other-unit", "after-it", "none"],
)
def test_part_of_a_film_is_sent(cast, visit, asked, status, said, first, end):
    address, content = film_of(cast)

    answer = visit(cast.technician).get(address, headers={"Range": asked})

    got = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, answer.headers.get("Content-Range")) == (status, said)
    assert got == content[first:end]
    assert int(answer.headers["Content-Length"]) == end - first
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="film.mp4"'
    assert ALWAYS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize(("is_same", "status"), [(True, 206), (False, 200)], ids=["same", "another"])
def test_part_of_another_version_is_not_sent(cast, visit, is_same, status):
    address, content = film_of(cast)
    client = visit(cast.technician)
    head = client.head(address)
    assert (int(head.headers["Content-Length"]), head.headers["Accept-Ranges"]) == (len(content), "bytes")
    etag = head.headers["ETag"] if is_same else '"another"'

    answer = client.get(address, headers={"Range": "bytes=5-9", "If-Range": etag})

    list(answer)
    assert answer.status_code == status


def test_part_is_for_those_alone_who_may_have_the_whole(cast, visit):
    address, _ = film_of(cast)

    assert visit(cast.colleague).get(address, headers={"Range": "bytes=0-1"}).status_code == 404


def test_web_server_looks_at_the_range_itself(cast, visit, settings):
    settings.PRIVATE_FILES_ACCEL = "/private/"
    address, _ = film_of(cast)

    answer = visit(cast.technician).get(address, headers={"Range": "bytes=0-1"})

    assert (answer.status_code, "X-Accel-Redirect" in answer.headers) == (200, True)
