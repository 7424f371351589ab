"""The public check of a pack and of a file: what stands, what was issued, what was changed, and nothing more."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registers import actions, issuing
from registers.models import FrozenPack, PackFile
from registers.packfiles.certify import sign
from registers.tasks import issue_files
from tests.registers.declared import YEAR, begun, declare
from tests.registers.test_signing import CERTIFICATE, KEY
from tests.tellers import Teller

ISSUED = "This is the file that was issued"
DIFFERS = "This file differs from every file issued under this code"
ENDINGS = list(issuing.RENDERERS)


@pytest.fixture
def frozen(cast):
    Teller(cast).activity(cast.technician, title="Zebrafish tank repair")
    return declare(begun(cast.technician))


def compare(client, frozen, content: bytes, name: str = "x.pdf") -> str:
    answer = client.post(f"/verify/{frozen.code}/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return answer.content.decode()


def test_job_makes_every_file_once_and_the_page_lists_their_sums(frozen, visit):
    assert "They are being made" in visit().get(f"/verify/{frozen.code}/").content.decode()

    issue_files(frozen=frozen.pk)
    issue_files(frozen=frozen.pk)

    page = visit().get(f"/verify/{frozen.code}/").content.decode()
    files = {one.ending: one for one in PackFile.objects.all()}
    assert set(files) >= set(ENDINGS)
    assert [one.sha256 for one in files.values() if one.sha256 not in page] == []
    assert files["pdf"].signing_key.fingerprint in page
    assert "Zebrafish" not in page and "Okafor" not in page


@pytest.mark.parametrize("ending", ENDINGS)
def test_file_is_issued_once_and_known_again(frozen, cast, visit, ending):
    owner = visit(cast.technician)
    first = owner.get(f"/renewals/{frozen.renewal.uid}/pack.{ending}")
    again = owner.get(f"/renewals/{frozen.renewal.uid}/pack.{ending}")

    assert first.content == again.content
    assert PackFile.objects.get(ending=ending).sha256 == hashlib.sha256(first.content).hexdigest()
    page = compare(visit(), frozen, first.content)
    assert ISSUED in page and ending.upper() in page


@pytest.mark.parametrize("ending", ENDINGS)
def test_changed_file_is_told_apart(frozen, visit, ending):
    content = bytearray(issuing.content_of(frozen, ending))
    content[len(content) // 2] ^= 1

    page = compare(visit(), frozen, bytes(content))

    assert DIFFERS in page and ISSUED not in page
    assert "Your file is not one issued under this code" in page and "This pack is genuine" not in page
    assert ("It was signed by us and changed afterwards." in page) == (ending == "pdf")


def test_pdf_of_another_code_or_signed_by_others_or_by_nobody(frozen, cast, visit):
    other = declare(begun(cast.engineer, pack="iet", grade="EngTech"))
    signed = issuing.content_of(other, "pdf")
    forged = sign(
        issuing.RENDERERS["pdf"][0](frozen.facts), key=KEY, certificate=CERTIFICATE, institution="Us"
    )
    page = visit()

    assert "it belongs to another code" in compare(page, frozen, signed)
    assert "It carries no signature of ours" in compare(page, frozen, forged)
    assert "changed afterwards" in compare(page, frozen, issuing.content_of(frozen, "pdf") + b" ")
    assert "never made by us" in compare(page, frozen, b"")


def test_check_needs_a_file_and_refuses_a_large_one_before_reading_it(frozen, visit, settings):
    page = visit()
    empty = page.post(f"/verify/{frozen.code}/", {})
    settings.VERIFY_FILE_LIMIT = 1000
    large = page.post(f"/verify/{frozen.code}/", {"file": SimpleUploadedFile("x", b"x" * 2000)})
    huge = page.post(f"/verify/{frozen.code}/", {"file": SimpleUploadedFile("x", b"x" * 50_000)})

    assert (empty.status_code, large.status_code, huge.status_code) == (422, 422, 413)
    assert "Choose the file you were given." in empty.content.decode()
    assert "Files up to" in large.content.decode() and "Files up to" in huge.content.decode()


def test_file_checks_need_no_cookie_and_are_limited_by_address(frozen, settings):
    from tests.conftest import HostClient

    settings.TRUSTED_PROXIES = 1
    strict = HostClient("northmoor.localhost", enforce_csrf_checks=True)
    post = {"path": f"/verify/{frozen.code}/", "data": {}}

    codes = [strict.post(**post, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code for _ in range(61)]

    assert codes == [422] * 60 + [429]
    assert strict.post(**post, HTTP_X_FORWARDED_FOR="203.0.113.9, 203.0.113.10").status_code == 422


def test_forged_code_compares_nothing(frozen, visit):
    answer = visit().post("/verify/NM-7K4Q-2M9X/", {"file": SimpleUploadedFile("x", b"x")})

    assert answer.status_code == 404


def check_page(visit, frozen: FrozenPack) -> str:
    return visit().get(f"/verify/{frozen.code}/").content.decode()


def test_withdrawn_pack_keeps_its_files_and_says_so(frozen, cast, visit):
    content = issuing.content_of(frozen, "csv")
    actions.withdraw_renewal(renewal=frozen.renewal, actor=cast.technician)

    page = compare(visit(), frozen, content)

    assert "This pack was withdrawn" in page and "No longer valid" in page and ISSUED in page
    kept = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.csv")
    assert kept.content == content


def test_pack_opened_again_is_replaced_once_the_new_one_is_declared(frozen, cast, visit):
    actions.withdraw_renewal(renewal=frozen.renewal, actor=cast.technician)
    again = actions.reopen_renewal(renewal=frozen.renewal, actor=cast.technician)
    assert "This pack was withdrawn" in check_page(visit, frozen)

    later = declare(again)

    assert "This pack was replaced" in check_page(visit, frozen)
    assert "This pack is genuine" in check_page(visit, later)


def test_strangers_download_no_file_of_a_declared_pack(frozen, cast, visit):
    for ending in ENDINGS:
        address = f"/renewals/{frozen.renewal.uid}/pack.{ending}"
        assert visit().get(address).status_code == 302
        for name in ("supervisor", "colleague", "trainer", "admin", "editor"):
            assert visit(getattr(cast, name)).get(address).status_code == 404, (name, address)


@pytest.mark.parametrize(("ending", "media_type"), [(e, m) for e, (_, m) in issuing.RENDERERS.items()])
def test_downloads_carry_the_right_headers(frozen, cast, visit, ending, media_type):
    answer = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.{ending}")

    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="cpd-rscitech-{YEAR}.{ending}"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("ending", ENDINGS)
def test_draft_says_so_in_every_format_and_is_neither_signed_nor_kept(cast, visit, ending):
    from tests.registers.reading_back import text_of

    Teller(cast).activity(cast.technician)
    renewal = begun(cast.technician)

    answer = visit(cast.technician).get(f"/renewals/{renewal.uid}/pack.{ending}")

    assert answer.headers["Content-Disposition"].endswith(f'-draft.{ending}"')
    assert "draft" in text_of(ending, answer.content).lower()
    assert b"/ByteRange" not in answer.content
    assert not PackFile.objects.exists()


def test_file_missing_from_the_store_is_said_and_not_made_anew(frozen, cast, visit):
    from registers.models.files import pack_store

    issuing.issue(frozen, ["csv"])
    pack_store().delete(PackFile.objects.get().name)

    answer = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.csv", follow=True)

    assert "missing from the store" in answer.content.decode()


def test_text_too_long_for_a_cell_leaves_the_spreadsheet_out_and_says_why(cast, visit):
    Teller(cast).activity(cast.technician, description="x" * 33_000)
    frozen = declare(begun(cast.technician))

    assert set(issuing.issue(frozen)) == {*ENDINGS, "zip"} - {"xlsx"}
    answer = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.xlsx", follow=True)
    assert "does not fit a spreadsheet cell" in answer.content.decode()


def test_what_is_sent_for_comparison_is_not_kept(frozen, visit, settings):
    import os

    issuing.issue(frozen, ["csv"])
    before = {name for _, _, names in os.walk(settings.VAR) for name in names}
    mark = b"Quixoflax " * 400_000  # larger than what stays in memory

    compare(visit(), frozen, mark)

    assert {name for _, _, names in os.walk(settings.VAR) for name in names} == before
    assert io.BytesIO(mark).read(9) == b"Quixoflax"
