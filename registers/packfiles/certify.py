"""Signing a PDF with the institution's key: PAdES B-B, a certification that allows no change, no network.

The signature's field is a tagged element of the document with a description, and nothing else of the document is
written anew, so that the file stays PDF/UA-1 and PDF/A-2a. Import it where something is signed: the library takes a while,
and commands that sign nothing shall not wait for it (see `registers.signing.get_ready`).
"""

import io
from typing import cast

import pikepdf
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pikepdf import Array, Dictionary, Name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from registers.packfiles.signature import der

FIELD = "Signature"


class Addition(IncrementalPdfFileWriter):
    """What is added after the last byte. The document's own metadata, which claim both standards, stay as they are."""

    def _update_meta(self) -> None:
        pass


class OwnSigner(signers.SimpleSigner):
    """Signs with a key of our own making: proving its primes again for each file would take most of a second."""

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        key = serialization.load_der_private_key(
            self.signing_key.dump(), password=None, unsafe_skip_rsa_key_validation=True
        )
        return cast(rsa.RSAPrivateKey, key).sign(data, padding.PKCS1v15(), hashes.SHA256())


def sign(pdf: bytes, *, key: str, certificate: str, institution: str) -> bytes:
    """The same PDF with the institution's signature added after its last byte. `key`, `certificate`: PEM."""
    held = x509.Certificate.load(der(certificate))
    signer = OwnSigner(
        signing_cert=held,
        signing_key=keys.PrivateKeyInfo.load(der(key)),
        cert_registry=SimpleCertificateStore(),
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=institution,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    document = Addition(io.BytesIO(_with_field(pdf, institution)))
    made = signers.sign_pdf(document, meta, signer=signer, existing_fields_only=True)
    return made.getvalue()


def _with_field(pdf: bytes, institution: str) -> bytes:
    """The PDF with an empty signature field that takes no room, described and in its place in the tag tree."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0].obj
        tags = opened.Root.StructTreeRoot
        tree = pikepdf.NumberTree(tags.ParentTree)
        # A number of the parent tree that is still free.
        number = int(tags.get("/ParentTreeNextKey", max(tree, default=-1) + 1))
        field = opened.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=FIELD, TU=f"Digital signature of {institution}",
                Rect=Array([0, 0, 0, 0]), F=132, P=page, StructParent=number,
            )
        )  # fmt: skip
        root = tags.K[0] if isinstance(tags.K, Array) else tags.K
        element = opened.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Form, P=root, Pg=page, Alt=f"Digital signature of {institution}",
                K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page),
            )
        )  # fmt: skip
        root.K = Array([*(root.K if isinstance(root.K, Array) else [root.K]), element])
        tree[number] = element
        tags.ParentTreeNextKey = number + 1
        page.Annots = Array([*page.get("/Annots", Array()), field])
        page.Tabs = Name.S
        opened.Root.AcroForm = opened.make_indirect(Dictionary(Fields=Array([field]), SigFlags=3))
        made = io.BytesIO()
        opened.save(made, deterministic_id=True, fix_metadata_version=False)
    return made.getvalue()
