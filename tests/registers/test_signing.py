"""The institution's key and what it signs: valid, tagged, archival, and broken by one changed byte."""

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from asn1crypto import pem, x509
from cryptography.x509 import load_pem_x509_certificate
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from lib.sealing import SealBroken, new_key, unseal
from people.models import TrailEntry
from registers import issuing, signing
from registers.models import PackFile, SigningKey
from registers.packfiles.certify import sign
from registers.packfiles.pdf import render_pdf
from registers.packfiles.signature import State, make_identity, read_state
from tests.registers.declared import begun, declare
from tests.registers.pack_samples import make_facts
from tests.registers.test_packfiles_pdf import tags_of, walk

KEY, CERTIFICATE = make_identity("University of Northmoor", datetime.now(UTC))
OTHER_KEY, OTHER_CERTIFICATE = make_identity("Prifysgol Gogledd Cymru – " + "ŵ" * 80, datetime.now(UTC))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render_pdf(make_facts())


@pytest.fixture(scope="module")
def signed(plain) -> bytes:
    return sign(plain, key=KEY, certificate=CERTIFICATE, institution="University of Northmoor")


def validated(pdf: bytes, certificate: str = CERTIFICATE):
    root = x509.Certificate.load(pem.unarmor(certificate.encode())[2])
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    return validate_pdf_signature(signature, context)


def test_signature_is_valid_and_covers_the_whole_file(signed):
    status = validated(signed)

    assert (status.bottom_line, status.intact, status.valid, status.trusted) == (True,) * 4
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.md_algorithm == "sha256"


def test_signature_is_pades_and_allows_no_change(signed):
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures

    assert str(signature.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"
    assert signature.docmdp_level.name == "NO_CHANGES"


def test_signing_keeps_the_document_and_its_claims_of_both_standards(plain, signed):
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert b"<pdfuaid:part>1" in after.Root.Metadata.read_bytes()
        assert b"<pdfaid:conformance>A" in after.Root.Metadata.read_bytes()
        assert str(after.Root.Lang) == "en-GB" and bool(after.Root.MarkInfo.Marked)
        assert bool(after.Root.ViewerPreferences.DisplayDocTitle)
        assert after.pdf_version == "1.7" and "/Version" not in after.Root
        assert tags_of(after.Root.StructTreeRoot) - tags_of(before.Root.StructTreeRoot) == {"/Form"}
        assert len(after.pages) == len(before.pages)
        assert len(after.Root.OutputIntents) == 1


def test_signature_field_stands_in_the_tag_tree_with_a_description(signed):
    with pikepdf.open(io.BytesIO(signed)) as opened:
        (field,) = opened.Root.AcroForm.Fields
        (form,) = (one for one in walk(opened.Root.StructTreeRoot) if one.get("/S") == "/Form")

        assert form.K.Obj.objgen == field.objgen
        assert str(field.TU) == str(form.Alt) == "Digital signature of University of Northmoor"
        assert pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)[int(field.StructParent)].S == "/Form"
        assert (int(field.F), list(field.Rect)) == (132, [0, 0, 0, 0])
        assert field.objgen in {one.objgen for one in opened.pages[0].Annots}


def test_certificate_names_the_institution_for_many_years():
    held = load_pem_x509_certificate(OTHER_CERTIFICATE.encode())

    assert held.issuer == held.subject
    assert "Prifysgol Gogledd Cymru" in held.subject.rfc4514_string()
    assert held.not_valid_after_utc > datetime.now(UTC) + timedelta(days=3650)


@pytest.mark.parametrize("place", [100, 5_000, -30])
def test_changed_byte_is_found(signed, place):
    changed = bytearray(signed)
    changed[place] ^= 1

    assert read_state(bytes(changed), [CERTIFICATE]) is State.CHANGED


def test_states_of_a_file(plain, signed):
    other = sign(plain, key=OTHER_KEY, certificate=OTHER_CERTIFICATE, institution="Other")

    assert read_state(signed, [OTHER_CERTIFICATE, CERTIFICATE]) is State.INTACT
    assert read_state(signed + b"\n% more", [CERTIFICATE]) is State.EXTENDED
    assert read_state(plain, [CERTIFICATE]) is State.NONE
    assert read_state(other, [CERTIFICATE]) is State.NONE
    assert read_state(signed, []) is State.NONE


def test_file_that_claims_our_signature_over_other_bytes_is_not_ours(plain, signed):
    start = signed.index(b"/Contents <")
    stolen = signed[start + 10 : signed.index(b">", start) + 1]
    forged = plain + b"/Contents " + stolen + b" tail"
    at = len(plain) + 10
    forged += b"/ByteRange [0 %d %d %d]" % (at, at + len(stolen), 5)

    assert read_state(forged, [CERTIFICATE]) is State.CHANGED


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"%PDF-",
        b"%PDF- /ByteRange [0 5 9 2]",
        b"%PDF- /ByteRange [0 1 999999999999 1]",
        b"%PDF- /ByteRange [0 8 20 1] <3080> zzzzzzzzzzzzzzzz",
        b"%PDF- /ByteRange [5 1 2 1]",
        b"%PDF-<30030201ff>/ByteRange [0 5 17 1]",
    ],
)
def test_junk_is_no_signature(junk):
    assert read_state(junk, [CERTIFICATE]) is State.NONE


def test_pack_is_signed_with_the_institutions_key_made_on_first_need(cast, visit):
    assert visit().get("/verify/certificate.pem").content == b""
    frozen = declare(begun(cast.technician))

    made = visit(cast.technician).get(f"/renewals/{frozen.renewal.uid}/pack.pdf").content

    served = visit().get("/verify/certificate.pem").content.decode()
    key = SigningKey.objects.get()
    assert served == key.certificate
    assert validated(made, served).bottom_line
    assert PackFile.objects.get(ending="pdf").signing_key == key


def test_private_key_is_sealed_and_told_nowhere(cast, caplog):
    key = signing.present_key()

    secret = unseal(key.sealed_key)["key"]
    body = secret.splitlines()[3]
    assert "PRIVATE KEY" in secret
    assert body not in key.sealed_key and body not in key.certificate
    assert body not in caplog.text and body not in str(
        TrailEntry.objects.filter(verb="made signing key").values()
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registers_signingkey WHERE sealed_key LIKE %s", ["%PRIVATE%"])
        assert cursor.fetchone() == (0,)


def test_renewed_key_signs_from_now_on_and_old_packs_stay_ours(cast):
    frozen = declare(begun(cast.technician))
    old = issuing.content_of(frozen, "pdf")

    renewed = signing.renew_key()

    assert signing.present_key() == renewed and SigningKey.objects.count() == 2
    assert signing.certificates()[0] == renewed.certificate
    assert read_state(old, signing.certificates()) is State.INTACT
    assert issuing.content_of(frozen, "pdf") == old


def test_keys_are_resealed_when_the_sealing_keys_change(cast, settings):
    before = signing.present_key()
    secret = unseal(before.sealed_key)["key"]
    fresh = new_key()
    settings.SEALING_KEYS = [fresh, *settings.SEALING_KEYS]

    call_command("signing_key", "reseal", institution="northmoor")

    settings.SEALING_KEYS = [fresh]
    after = SigningKey.objects.get()
    assert after.sealed_key != before.sealed_key
    assert unseal(after.sealed_key)["key"] == secret
    with pytest.raises(SealBroken):
        unseal(before.sealed_key)


def test_command_renews_the_key_and_prints_the_fingerprint(cast, capsys):
    signing.present_key()

    call_command("signing_key", "renew", institution="northmoor")

    assert signing.present_key().fingerprint in capsys.readouterr().out
    with pytest.raises(CommandError, match="no institution 'nowhere'"):
        call_command("signing_key", "renew", institution="nowhere")


@pytest.mark.parametrize("table", ["registers_packfile", "registers_heldevidence"])
def test_database_refuses_to_change_what_was_issued(cast, table):
    from tests.registers.declared import with_file

    with_file(cast, "a.txt", b"Words")
    issuing.issue(declare(begun(cast.technician)), ["csv"])

    for statement in (f"UPDATE {table} SET sha256 = ''", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_southby_signs_with_a_key_of_its_own(cast, southby):
    ours = signing.present_key()
    with southby():
        theirs = signing.present_key()
        assert "Southby" in load_pem_x509_certificate(theirs.certificate.encode()).subject.rfc4514_string()

    assert ours.fingerprint != theirs.fingerprint
