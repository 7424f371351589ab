"""Files made to harm: refused with a sentence, or kept and sent so that they do none, in bounded memory and time."""

import base64
import io
import resource
import time
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence import actions
from evidence.inspection import Refused, inspect
from evidence.models import Evidence
from tests.evidence import bombs
from tests.evidence.test_library import photo

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PIXELS, PASSES = "more than 50 million pixels", "drawn in too many passes"
DAMAGED, UNFOLDS = "This picture is damaged", "This file unfolds into more than"
PDF = r"This PDF (is damaged|takes too much)"


@pytest.fixture(autouse=True)
def bounded():
    """Nothing here takes 300 MB of this process, or a minute."""
    before, since = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
    assert time.monotonic() - since < 60


def packed_list(*filters):
    """A list that unfolds in two steps into more than may be."""
    return bombs.pdf_with_list(zlib.compress(bombs.packed(150), 9), *filters)


BOMBS = {
    "heic": ("a.heic", lambda: bombs.heic(60_000, 60_000), PIXELS),
    "heic-no-such-size": ("a.heic", lambda: bombs.heic(2**32 - 1, 2**32 - 1), "This picture"),
    "png": ("a.png", lambda: bombs.png(60_000, 60_000), PIXELS),
    "png-comment": (
        "a.png",
        lambda: bombs.png(1, 1, more=[(b"zTXt", b"Comment\0\0" + bombs.packed(300))]),
        DAMAGED,
    ),
    "png-colours": (
        "a.png",
        lambda: bombs.png(1, 1, more=[(b"iCCP", b"ICC\0\0" + bombs.packed(300))]),
        DAMAGED,
    ),
    "gif": ("a.gif", lambda: bombs.gif(60_000, 60_000), PIXELS),
    "jpeg": ("a.jpg", lambda: bombs.jpeg(65_000, 65_000), PIXELS),
    "jpeg-passes": ("a.jpg", lambda: bombs.jpeg_of_scans(3000), PASSES),
    "webp": ("a.webp", lambda: bombs.webp(16_383, 16_383), PIXELS),
    "tiff": ("a.tif", lambda: bombs.tiff(60_000, 60_000), "Files ending in .tif cannot be added"),
    "tiff-as-jpeg": ("a.jpg", lambda: bombs.tiff(60_000, 60_000), "This file is not a JPEG picture"),
    "pdf-flate-twice": ("a.pdf", lambda: packed_list("FlateDecode", "FlateDecode"), UNFOLDS),
    "pdf-flate-hex": (
        "a.pdf",
        lambda: bombs.pdf_with_list(
            bombs.packed(150, start=b"", fill=b"20"), "FlateDecode", "ASCIIHexDecode"
        ),
        UNFOLDS,
    ),
    "pdf-85-flate": (
        "a.pdf",
        lambda: bombs.pdf_with_list(
            base64.a85encode(bombs.packed(150)) + b"~>", "ASCII85Decode", "FlateDecode"
        ),
        UNFOLDS,
    ),
    "pdf-lzw": ("a.pdf", lambda: bombs.pdf_with_list(bombs.lzw(1100), "LZWDecode"), PDF),
    "pdf-flate-lzw": (
        "a.pdf",
        lambda: bombs.pdf_with_list(zlib.compress(bombs.lzw(4000), 9), "FlateDecode", "LZWDecode"),
        PDF,
    ),
    "pdf-many-filters": ("a.pdf", lambda: bombs.pdf_with_list(b"3020>", *["ASCIIHexDecode"] * 40), PDF),
    "pdf-nested": (
        "a.pdf",
        lambda: bombs.pdf(
            b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 10**5 + b"]" * 10**5 + b">>", bombs.PAGES, bombs.PAGE
        ),
        PDF,
    ),
    "pdf-pages-of-pages": (
        "a.pdf",
        lambda: bombs.pdf(
            bombs.CATALOGUE,
            *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 1>>" % (n, n) for n in range(3, 31)),
            bombs.PAGE,
        ),
        PDF,
    ),
    "pdf-page-round-a-circle": (
        "a.pdf",
        lambda: bombs.pdf(bombs.CATALOGUE, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", bombs.PAGE),
        PDF,
    ),
    "word-part-again-and-again": ("a.docx", lambda: bombs.word_of_one_part_listed(200), UNFOLDS),
    "word-long-listing": (
        "a.docx",
        lambda: bombs.word(**{"[Content_Types].xml": b" " * 200 * bombs.MEGABYTE}),
        "This file is not a Word document",
    ),
    "page-then-pdf": ("a.pdf", lambda: HTML + bombs.pdf(bombs.CATALOGUE), "This file is a web page"),
    "svg": ("a.svg", SVG.encode, "Files ending in .svg cannot be added"),
    "svg-as-picture": ("a.png", SVG.encode, "This file is a web page"),
    "svg-as-text": ("a.md", lambda: b"\xef\xbb\xbf \n" + SVG.encode(), "This file is a web page"),
    "svg-in-two-bytes": ("a.txt", lambda: SVG.encode("utf-16"), "This text is not in UTF-8"),
    "hidden-ending": ("photo\u202egpj.exe", lambda: b"MZ", "Files ending in .exe cannot be added"),
    "ending-after-nul": ("photo.jpg\0.exe", lambda: b"MZ", "Files ending in .exe cannot be added"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_file_made_to_harm_is_refused_with_a_sentence(name):
    filename, make, sentence = BOMBS[name]
    content = make()
    assert len(content) < 8 * bombs.MEGABYTE

    with pytest.raises(Refused, match=sentence):
        inspect(io.BytesIO(content), filename)


def test_usual_progressive_picture_and_packed_lists_are_kept():
    assert inspect(io.BytesIO(bombs.jpeg_of_scans(30)), "a.jpg").extension == "jpg"
    for content, filters in (
        (zlib.compress(b"6 0 <<>>"), ("FlateDecode",)),
        (bombs.lzw(1), ("LZWDecode",)),
        (b"3620303c3c3e3e>".replace(b"36", b"36 20", 1), ("ASCIIHexDecode",)),
    ):
        made = io.BytesIO(bombs.pdf_with_list(content, *filters))
        assert inspect(made, "a.pdf").extension == "pdf", filters


@pytest.mark.parametrize(
    ("filename", "make"),
    [
        ("a.pdf", lambda: bombs.pdf(bombs.CATALOGUE, bombs.PAGES, bombs.PAGE, stream(bombs.packed(200)))),
        ("a.docx", lambda: bombs.word_of_packages(4)),
        ("a.png", lambda: bombs.png(10, 10, pixels=b"\0" * 300 * bombs.MEGABYTE)),
    ],
    ids=["pdf-page", "word-packages", "png-more-than-its-pixels"],
)
def test_what_unfolds_without_end_in_its_inside_is_kept_and_never_unpacked(filename, make):
    content = make()

    found = inspect(io.BytesIO(content), filename)

    assert found.size <= len(content)


def stream(content: bytes) -> bytes:
    return b"<</Filter/FlateDecode/Length %d>>stream\n" % len(content) + content + b"\nendstream"


@pytest.mark.parametrize(
    ("filename", "make", "kept"),
    [
        ("a.jpg", lambda: photo().read() + HTML, "image/jpeg"),
        ("a.jpg", lambda: photo().read() + bombs.word(), "image/jpeg"),
        (
            "a.mp3",
            lambda: b"ID3\4\0\0\0\0\1\0" + HTML.ljust(128) + b"\xff\xfb\x90\x64" + b"\0" * 413,
            "audio/mpeg",
        ),
        ("a.txt", lambda: b"<!--" + b"-" * 5000 + b"-->" + HTML, "text/plain"),
    ],
    ids=["page-behind-jpeg", "package-behind-jpeg", "page-in-tag-of-mp3", "page-behind-comment"],
)
def test_file_of_two_kinds_is_never_run(cast, visit, filename, make, kept):
    page = visit(cast.technician)
    page.post("/evidence/new/", {"evidence": SimpleUploadedFile(filename, make(), content_type="text/html")})

    answer = page.get(Evidence.objects.get().get_absolute_url())

    content = b"".join(answer.streaming_content)
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (kept, "nosniff")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    is_download = answer.headers["Content-Disposition"].startswith("attachment")
    assert is_download or not (HTML in content or b"PK\3\4" in content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("notes\u202etxt.docx.txt", "notestxt.docx.txt"),
        ("no\0tes\r\n.txt", "notes.txt"),
        ("../../etc/notes.txt", "notes.txt"),
        (f"{'n' * 300}.txt", f"{'n' * 196}.txt"),
        ("\u202e.txt", ".txt"),
    ],
    ids=["turned-round", "control-signs", "path", "300-signs", "nothing-else"],
)
def test_odd_name_is_kept_as_a_plain_one(cast, visit, given, kept):
    found = actions.inspected(io.BytesIO(b"Words."), given)

    piece = actions.add_file(owner=cast.technician, found=found, filename=given)

    assert piece.original_name == kept
    assert all(sign.isprintable() for sign in piece.title) and len(piece.title) <= 200
    answer = visit(cast.technician).get(piece.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"Words."
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kept}"'
