"""Evidence: private, typed by content, open only with what it hangs on."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from evidence import actions, queries
from evidence.actions import keeping
from evidence.models import Evidence
from people.models import TrailEntry
from tests.tellers import Teller


def photo(name: str = "bench.jpg") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "#0a4f6e").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def kept(owner, name: str = "bench.jpg", **more) -> Evidence:
    return actions.add_file(
        owner=owner, found=actions.inspected(photo(name).file, name), filename=name, **more
    )


def test_owner_adds_a_photo_and_reads_it(cast, visit):
    page = visit(cast.technician)

    answer = page.post("/evidence/new/", {"evidence": photo(), "evidence_title": "The bench"})

    assert answer.status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.title, evidence.media_type, evidence.owner) == (
        "The bench",
        "image/jpeg",
        cast.technician,
    )
    assert "bench" not in evidence.file.name
    file = page.get(f"/evidence/{evidence.uid}/")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "private, no-store"
    assert b"".join(file.streaming_content)[:2] == b"\xff\xd8"


def test_program_named_pdf_is_refused_beside_the_field_and_the_rest_is_kept(cast, visit):
    program = SimpleUploadedFile("report.pdf", b"\x7fELF" + b"\0" * 500, content_type="application/pdf")

    answer = visit(cast.technician).post(
        "/evidence/new/", {"evidence": program, "evidence_title": "My report", "evidence_link": ""}
    )

    assert answer.status_code == 422
    assert 'value="My report"' in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_file_over_the_limit_is_refused_with_the_limit_named(cast, visit, settings):
    settings.EVIDENCE_IMAGE_LIMIT = 100

    answer = visit(cast.technician).post("/evidence/new/", {"evidence": photo()})

    assert answer.status_code == 422
    assert "A picture can be up to" in answer.content.decode()


def test_unattached_evidence_is_its_owners_alone(cast, visit):
    address = kept(cast.technician).get_absolute_url()

    assert visit().get(address).status_code == 302
    for name in ("supervisor", "colleague", "trainer", "admin", "editor"):
        assert visit(getattr(cast, name)).get(address).status_code == 404, name


@pytest.mark.parametrize(("audience", "seen"), [("supervisors", True), ("only_me", False)])
def test_evidence_opens_with_the_item_it_hangs_on(cast, visit, audience, seen):
    item = Teller(cast).activity(cast.technician, audience=audience)
    evidence = kept(cast.technician)
    actions.attach(thing=item, kind="activity", evidence=[evidence], actor=cast.technician)

    answer = visit(cast.supervisor).get(evidence.get_absolute_url())
    list(answer)  # read to its end, which closes the file
    assert (answer.status_code == 200) is seen
    assert visit(cast.colleague).get(evidence.get_absolute_url()).status_code == 404


def test_nobody_attaches_anothers_evidence(cast):
    item = Teller(cast).activity(cast.technician)

    with pytest.raises(actions.UnknownEvidence):
        actions.attach(thing=item, kind="activity", evidence=[kept(cast.colleague)], actor=cast.technician)


def test_same_reference_is_one_piece_and_anothers_is_refused(cast):
    first = kept(cast.technician)

    assert kept(cast.technician, uid=first.uid).pk == first.pk
    with pytest.raises(actions.ReferenceTaken):
        kept(cast.colleague, uid=first.uid)


def test_deleted_evidence_is_gone_everywhere_and_comes_back(cast, visit):
    item = Teller(cast).activity(cast.technician)
    evidence = kept(cast.technician)
    actions.attach(thing=item, kind="activity", evidence=[evidence], actor=cast.technician)
    page = visit(cast.technician)

    page.post(f"/evidence/{evidence.uid}/delete/")
    assert queries.attached_to("activity", item) == []
    assert visit(cast.supervisor).get(evidence.get_absolute_url()).status_code == 404

    page.post(f"/evidence/{evidence.uid}/restore/")
    assert queries.attached_to("activity", item) == [evidence]


def test_only_the_owner_deletes(cast, visit):
    item = Teller(cast).activity(cast.technician)
    evidence = kept(cast.technician)
    actions.attach(thing=item, kind="activity", evidence=[evidence], actor=cast.technician)
    address = f"/evidence/{evidence.uid}/delete/"

    assert visit(cast.supervisor).post(address).status_code == 403
    assert visit(cast.colleague).post(address).status_code == 404
    assert visit(cast.colleague).post(f"/evidence/{evidence.uid}/restore/").status_code == 404
    assert visit(cast.technician).get(f"/evidence/{evidence.uid}/restore/").status_code == 405


def test_southby_reads_no_file_of_northmoor(cast, visit, southby, southby_cast):
    address = kept(cast.technician).get_absolute_url()

    with southby():
        assert visit(southby_cast.admin, host="southby.localhost").get(address).status_code == 404


def test_trail_names_no_title(cast):
    kept(cast.technician, "secret-name.jpg")

    assert "secret" not in str(list(TrailEntry.objects.values()))


def test_api_keeps_a_file_once(cast, visit):
    page = visit(cast.technician)
    uid = "0b9a5a5e-3c1f-4d0a-9d4f-6a3c1d2e4f50"

    first = page.post("/api/v1/evidence/", {"file": photo(), "title": "Bench", "uid": uid})
    again = page.post("/api/v1/evidence/", {"file": photo(), "title": "Bench", "uid": uid})
    other = visit(cast.colleague).post("/api/v1/evidence/", {"file": photo(), "uid": uid})

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert first.json()["uid"] == again.json()["uid"] == uid
    assert other.json()["errors"][0]["field"] == "uid"


def test_api_refuses_a_wrong_file_by_field(cast, visit):
    program = SimpleUploadedFile("report.pdf", b"\x7fELF" + b"\0" * 500)

    answer = visit(cast.technician).post("/api/v1/evidence/", {"file": program})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"


@pytest.mark.parametrize("size", [1, 50])
def test_library_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    for number in range(size):
        actions.add_link(owner=cast.technician, url=f"https://example.org/{number}")
    page = visit(cast.technician)

    with django_assert_num_queries(14):
        page.get("/evidence/")


def test_one_uid_at_the_same_moment_is_one_piece(cast):
    """Both requests found the uid free; the one that stores last gets the other's piece."""
    uid, owner = uuid.uuid4(), cast.technician
    first = actions.add_link(owner=owner, url="https://example.org/", uid=uid)
    late = Evidence(kind=Evidence.Kind.LINK, title="Same", url="https://example.org/")

    assert keeping._add(late, owner=owner, uid=uid) == first
    with pytest.raises(actions.ReferenceTaken):
        keeping._add(
            Evidence(kind=Evidence.Kind.LINK, title="x", url="https://example.org/"),
            owner=cast.colleague,
            uid=uid,
        )
    assert Evidence.objects.count() == 1
