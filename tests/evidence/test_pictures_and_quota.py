"""Photos as phones take them: the original is its owner's alone. And how much one person may keep, in numbers."""

import io

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from evidence import actions, allowances
from evidence.models import Evidence, private_files
from evidence.refusals import OverQuota
from tests import things
from tests.tellers import Teller

MEGABYTE = 1024**2


def phone_photo() -> bytes:
    """A HEIC with the place where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (51.0, 28.0, 38.0)
    content = io.BytesIO()
    made = pillow_heif.from_pillow(Image.new("RGB", (64, 48), "#0a4f6e"))
    made.info["exif"] = exif.tobytes()
    made.save(content)
    assert b"A camera" in content.getvalue()
    return content.getvalue()


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_heic_is_shown_as_jpeg_and_its_original_opens_to_its_owner_alone(cast, visit):
    photo = phone_photo()
    page = visit(cast.technician)
    page.post("/evidence/new/", {"evidence": SimpleUploadedFile("IMG_0007.HEIC", photo)})
    piece = Evidence.objects.get()
    activity = Teller(cast).activity(cast.technician)
    actions.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)

    shown = visit(cast.supervisor).get(f"/evidence/{piece.uid}/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert 'filename="IMG_0007.jpg"' in shown.headers["Content-Disposition"]
    picture = body(shown)
    assert picture[:2] == b"\xff\xd8"
    assert not Image.open(io.BytesIO(picture)).getexif()
    for other in (cast.supervisor, cast.colleague, cast.admin):
        assert visit(other).get(f"/evidence/{piece.uid}/original/").status_code in (403, 404)
    own = page.get(f"/evidence/{piece.uid}/original/")
    assert own.headers["Content-Disposition"].startswith("attachment")
    assert 'filename="IMG_0007.HEIC"' in own.headers["Content-Disposition"]
    assert body(own) == photo
    assert (piece.original_size, piece.original_name) == (len(photo), "IMG_0007.HEIC")


def small_quota(institution, amount: int) -> None:
    type(institution).objects.filter(pk=institution.pk).update(evidence_quota_mb=amount)
    institution.evidence_quota_mb = amount


@pytest.fixture
def one_megabyte(db):
    from django.db import connection

    small_quota(connection.tenant, 1)


def big(number: int, size: int = 600_000) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"n{number}.txt", (f"{number} ".encode() * size)[:size])


def test_quota_is_said_and_refused_with_the_numbers(cast, visit, one_megabyte):
    page = visit(cast.technician)
    assert page.post("/evidence/new/", {"evidence": big(1)}).status_code == 302

    answer = page.post("/evidence/new/", {"evidence": big(2), "evidence_title": "Kept as typed"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "room for 0.5 MB more of its 1 MB, and this needs 0.6 MB" in text
    assert 'value="Kept as typed"' in text
    assert Evidence.objects.count() == 1
    assert "0.6 MB of 1 MB used" in page.get("/evidence/").content.decode()


def test_quota_counts_originals_and_versions_and_not_what_was_deleted(cast, one_megabyte):
    owner = cast.technician
    piece = things.filed(cast)
    words = len("The first.") + len("The second.")
    assert allowances.room_of(owner).used == words
    found = actions.inspected(io.BytesIO(phone_photo()), "p.heic")
    photo = actions.add_file(owner=owner, found=found, filename="p.heic")
    assert allowances.room_of(owner).used == words + photo.size + photo.original_size

    actions.delete_evidence(evidence=photo, actor=owner)
    actions.delete_evidence(evidence=piece, actor=owner)

    assert allowances.room_of(owner).used == 0
    assert private_files().exists(piece.file.name)


def test_taking_back_needs_room_again(cast, visit, one_megabyte):
    page = visit(cast.technician)
    page.post("/evidence/new/", {"evidence": big(1)})
    piece = Evidence.objects.get()
    actions.delete_evidence(evidence=piece, actor=cast.technician)
    page.post("/evidence/new/", {"evidence": big(2)})

    answer = page.post(f"/evidence/{piece.uid}/restore/", follow=True)

    assert "room for 0.5 MB more" in answer.content.decode()
    assert Evidence.objects.get(pk=piece.pk).deleted_at


def test_two_forms_for_the_last_room_keep_one_file(cast, visit, one_megabyte):
    """Both were looked at while there was room: the one that stores last is refused, whole."""
    first, second = (actions.inspected(big(number).file, "n.txt") for number in (1, 2))
    actions.add_file(owner=cast.technician, found=first, filename="n.txt")

    with pytest.raises(OverQuota):
        actions.add_file(owner=cast.technician, found=second, filename="n.txt")
    assert Evidence.objects.count() == 1


def test_admin_sets_the_room_and_the_largest_film(cast, visit):
    from django.db import connection

    page = visit(cast.admin)
    sent = {"evidence_quota_mb": "5120", "recording_limit_mb": "500"}

    assert page.post("/people/settings/storage/", sent).status_code == 302
    stored = type(connection.tenant).objects.get(pk=connection.tenant.pk)
    assert (stored.evidence_quota_mb, stored.recording_limit_mb) == (5120, 500)
    refused = page.post("/people/settings/storage/", sent | {"evidence_quota_mb": "7"})
    assert refused.status_code == 422
    assert visit(cast.technician).get("/people/settings/storage/").status_code == 403


def test_page_says_the_limits(cast, visit):
    page = visit(cast.technician).get("/evidence/new/").content.decode()

    assert "Pictures up to 25 MB, other files up to 100 MB, films and sound too: your institution" in page
