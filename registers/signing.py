"""The institution's signing keys: made when first needed, kept under the sealing keys, never shown.

The only writer of `SigningKey`. A private key leaves this module only as the argument of one signature.
"""

import importlib

from django.db import connection, transaction
from django.utils import timezone

from lib.sealing import reseal, seal, unseal
from people import trail
from registers.models import SigningKey
from registers.packfiles.glyphs import drawable
from registers.packfiles.signature import fingerprint, make_identity, sign_detached
from tenants.hosts import current_institution


def present_key() -> SigningKey:
    """The key that signs now. Two processes that need the first one at once make one."""
    return SigningKey.objects.first() or _first_key()


@transaction.atomic
def _first_key() -> SigningKey:
    _one_at_a_time()
    return SigningKey.objects.first() or _make_key()


@transaction.atomic
def renew_key() -> SigningKey:
    """A fresh key for what is signed from now on; the old ones stay."""
    _one_at_a_time()
    return _make_key()


@transaction.atomic
def reseal_keys() -> int:
    """Put every key under the first of settings.SEALING_KEYS; how many there were. Raises SealBroken where none fits."""
    keys = list(SigningKey.objects.select_for_update())
    for key in keys:
        key.sealed_key = reseal(key.sealed_key)
        key.save(update_fields=["sealed_key"])
    return len(keys)


def get_ready() -> None:
    """Load the library that signs and read the fonts: servers and workers do it as they start, and nobody waits."""
    importlib.import_module("registers.packfiles.certify")
    drawable()


def sign_pdf(pdf: bytes) -> tuple[bytes, SigningKey]:
    """The PDF signed by the institution at hand, and the key it was signed with."""
    from registers.packfiles.certify import sign

    key = present_key()
    secret = unseal(key.sealed_key)["key"]
    institution = current_institution().name
    return sign(pdf, key=secret, certificate=key.certificate, institution=institution), key


def sign_bytes(content: bytes) -> bytes:
    """A signature of these bytes beside them (CMS, DER), by the institution at hand; `signature.signs` checks it."""
    key = present_key()
    return sign_detached(content, key=unseal(key.sealed_key)["key"], certificate=key.certificate)


def certificates() -> list[str]:
    """Every certificate this institution ever signed with, as PEM, the present one first."""
    return list(SigningKey.objects.values_list("certificate", flat=True))


def _make_key() -> SigningKey:
    secret, certificate = make_identity(current_institution().name, timezone.now())
    key = SigningKey.objects.create(
        certificate=certificate, fingerprint=fingerprint(certificate), sealed_key=seal({"key": secret})
    )
    trail.record("system", "made signing key", key)
    return key


def _one_at_a_time() -> None:
    """The lock of this institution's table of keys, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE registers_signingkey IN SHARE ROW EXCLUSIVE MODE")
