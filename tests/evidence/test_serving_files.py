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
