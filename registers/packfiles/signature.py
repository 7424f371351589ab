"""The institution's key, and the check of a signature made with it: without a network and without trusting the file."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from asn1crypto import cms
from asn1crypto import pem as asn1_pem
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

YEARS_VALID = 15
# So many bytes a name may have in a certificate.
LONGEST_NAME = 64
BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
LONGEST_SIGNATURE = 100_000
# What a signature that somebody made up raises when it is read.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, NotImplementedError, UnsupportedAlgorithm)


class State(StrEnum):
    """What the signature in a file says of the file."""

    NONE = "none"
    INTACT = "intact"
    CHANGED = "changed"
    EXTENDED = "extended"


def make_identity(institution: str, now: datetime) -> tuple[str, str]:
    """A fresh RSA-3072 key and its self-signed certificate that names the institution, both as PEM.

    RSA, because curves came into PDF after the edition that PDF/A-2 rests on.
    """
    key = rsa.generate_private_key(65537, 3072)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _short(institution, LONGEST_NAME)),
            x509.NameAttribute(NameOID.COMMON_NAME, _short(institution, LONGEST_NAME - 10) + " CPD packs"),
        ]
    )
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * YEARS_VALID))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **usage
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private.decode("ascii"), made.public_bytes(serialization.Encoding.PEM).decode("ascii")


def fingerprint(certificate: str) -> str:
    """SHA-256 of the certificate, as 64 hexadecimal digits."""
    return hashlib.sha256(der(certificate)).hexdigest()


def read_state(pdf: bytes, certificates: Iterable[str]) -> State:
    """Whether one of these certificates signed the bytes of this file, and whether they are still the same.

    The file is not parsed: what a stranger sends is searched for the signature alone, and hashed.
    """
    found = None
    for found in BYTE_RANGE.finditer(pdf):  # noqa: B007 - the last one
        pass
    if found is None:
        return State.NONE
    first, length, second, rest = (int(number) for number in found.groups())
    gap = pdf[first + length : second]
    if first != 0 or second + rest > len(pdf) or not 2 < len(gap) <= LONGEST_SIGNATURE:
        return State.NONE
    whole = memoryview(pdf)
    summed = hashlib.sha256(whole[:length])
    summed.update(whole[second : second + rest])
    same = _check(gap.strip(b"<> \r\n\t"), summed.digest(), certificates)
    if same is None:
        return State.NONE
    if not same:
        return State.CHANGED
    return State.INTACT if second + rest == len(pdf) else State.EXTENDED


def sign_detached(content: bytes, *, key: str, certificate: str) -> bytes:
    """A CMS signature (DER) of bytes that stay as they are. `key`, `certificate`: PEM."""
    held = serialization.load_pem_private_key(key.encode("ascii"), None, unsafe_skip_rsa_key_validation=True)
    signer = pkcs7.PKCS7SignatureBuilder().set_data(content)
    signer = signer.add_signer(
        x509.load_pem_x509_certificate(certificate.encode("ascii")),
        cast(rsa.RSAPrivateKey, held),
        hashes.SHA256(),
    )
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return signer.sign(serialization.Encoding.DER, options)


def signs(signature: bytes, content: bytes, certificates: Iterable[str]) -> bool:
    """Whether one of these certificates made this detached signature of these very bytes."""
    return bool(_check(signature.hex().encode(), hashlib.sha256(content).digest(), certificates))


def _check(hexed: bytes, digest: bytes, certificates: Iterable[str]) -> bool | None:
    """Whether the signature is of these bytes; None when none of the certificates made it."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        signed = cms.ContentInfo.load(bytes.fromhex(hexed.decode("ascii")))["content"]
        (info,) = signed["signer_infos"]
        (carried,) = (one.chosen for one in signed["certificates"])
        if carried.dump() not in {der(one) for one in certificates}:
            return None
        intact, valid = validate_sig_integrity(info, carried, "data", digest)
    except (*UNREADABLE, SignatureValidationError):
        return None
    return (intact and valid) if valid else None


def _short(text: str, size: int) -> str:
    """As much of a name as fits into so many bytes."""
    return text.encode()[:size].decode(errors="ignore")


def der(pem: str) -> bytes:
    """What a PEM text holds."""
    return asn1_pem.unarmor(pem.encode("ascii"))[2]
