"""Files are known by their content: what is kept, and what is refused with which sentence."""

import io
import struct
import tracemalloc
import wave
import zipfile
import zlib

import pikepdf
import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from evidence.inspection import MEGABYTE, Limits, Refused, inspect

ACCEPTED = "a picture, PDF, Word, Excel, PowerPoint or OpenDocument file, text, CSV, MP4, M4A or MP3"
OPEN_XML = "application/vnd.openxmlformats-officedocument"


def picture(form="JPEG", size=(40, 20), mode="RGB", **options):
    made = io.BytesIO()
    Image.new(mode, size, "orange").save(made, form, **options)
    return made.getvalue()


def heic():
    made = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "orange")).save(made)
    return made.getvalue()


def pdf(**additions):
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, value in additions.items():
            document.Root[f"/{name}"] = value
        document.save(made)
    return made.getvalue()


def pdf_with_attachment():
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["plan.exe"] = b"MZ"
        document.save(made)
    return made.getvalue()


def locked_pdf():
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def script_action():
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def package(**entries):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(part, folder, **more):
    listing = f'<Types><Override PartName="/x" ContentType="{OPEN_XML}.{part}.main+xml"/></Types>'
    return package(**{"[Content_Types].xml": listing, f"{folder}/main.xml": "<x/>"} | more)


def open_document(kind, **more):
    return package(**{"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"} | more)


def box(kind, content=b""):
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(brand=b"isom"):
    return box(b"ftyp", brand + b"\0\0\2\0isomiso2") + box(b"moov", b"\0" * 32) + box(b"mdat", b"\0" * 64)


def sound_wave():
    made = io.BytesIO()
    with wave.open(made, "wb") as recording:
        recording.setparams((1, 2, 8000, 0, "NONE", ""))
        recording.writeframes(b"\0" * 100)
    return made.getvalue()


def named(value):
    return value if isinstance(value, str) else f"{len(value)} bytes" if isinstance(value, bytes) else None


MP3 = b"\xff\xfb\x90\x64" + b"\0" * 413
ID3 = b"ID3\x04\0\0\0\0\x01\x00" + b"\0" * 128
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 60
SVG = b'<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content", "kind", "media_type", "extension"),
    [
        ("a.jpg", picture(), "image", "image/jpeg", "jpg"),
        ("A.JPEG", picture(), "image", "image/jpeg", "jpg"),
        ("cmyk.jpg", picture(mode="CMYK"), "image", "image/jpeg", "jpg"),
        ("a.png", picture("PNG", mode="RGBA"), "image", "image/png", "png"),
        ("sixteen.png", picture("PNG", mode="L"), "image", "image/png", "png"),
        ("a.webp", picture("WEBP"), "image", "image/webp", "webp"),
        ("a.gif", picture("GIF"), "image", "image/png", "png"),
        ("a.heic", heic(), "image", "image/jpeg", "jpg"),
        ("a.pdf", pdf(), "document", "application/pdf", "pdf"),
        ("tar.gz.pdf", pdf(), "document", "application/pdf", "pdf"),
        (
            "a.docx",
            office("wordprocessingml.document", "word"),
            "document",
            f"{OPEN_XML}.wordprocessingml.document",
            "docx",
        ),
        (
            "a.xlsx",
            office("spreadsheetml.sheet", "xl"),
            "document",
            f"{OPEN_XML}.spreadsheetml.sheet",
            "xlsx",
        ),
        (
            "a.pptx",
            office("presentationml.presentation", "ppt"),
            "document",
            f"{OPEN_XML}.presentationml.presentation",
            "pptx",
        ),
        ("a.odt", open_document("text"), "document", "application/vnd.oasis.opendocument.text", "odt"),
        (
            "a.ods",
            open_document("spreadsheet"),
            "document",
            "application/vnd.oasis.opendocument.spreadsheet",
            "ods",
        ),
        (
            "a.odp",
            open_document("presentation"),
            "document",
            "application/vnd.oasis.opendocument.presentation",
            "odp",
        ),
        ("a.txt", "Diolch, Siân ŵ".encode(), "text", "text/plain", "txt"),
        ("a.csv", b"\xef\xbb\xbfdate,minutes\r\n2026-03-14,90\r\n", "text", "text/csv", "csv"),
        ("a.md", b"# What I learnt\n\n1 < 2\n", "text", "text/markdown", "md"),
        ("a.mp4", film(), "video", "video/mp4", "mp4"),
        ("a.m4a", film(b"M4A "), "audio", "audio/mp4", "m4a"),
        ("from a phone.m4a", film(b"mp42"), "audio", "audio/mp4", "m4a"),
        ("a.mp3", MP3, "audio", "audio/mpeg", "mp3"),
        ("tagged.mp3", ID3 + MP3, "audio", "audio/mpeg", "mp3"),
    ],
    ids=named,
)
def test_file_is_known_by_its_content(name, content, kind, media_type, extension):
    found = inspect(io.BytesIO(content), name)

    assert (found.kind, found.media_type, found.extension) == (kind, media_type, extension)
    kept = found.content.read()
    assert len(kept) == found.size
    assert kind == "image" or kept == content


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", ELF, f"This file is a program, not a PDF: add {ACCEPTED}."),
        ("plan.pdf", b"MZ\x90\0" + b"\0" * 60, f"This file is a program, not a PDF: add {ACCEPTED}."),
        ("a.txt", b"#!/bin/sh\nrm -r /\n", f"This file is a program, not plain text: add {ACCEPTED}."),
        ("a.csv", b"<?php system('ls');", f"This file is a program, not a CSV table: add {ACCEPTED}."),
        ("a.exe", ELF, f"Files ending in .exe cannot be added: add {ACCEPTED}."),
        ("a.pdf.js", b"alert(1)", f"Files ending in .js cannot be added: add {ACCEPTED}."),
        ("a.svg", SVG, f"Files ending in .svg cannot be added: add {ACCEPTED}."),
        ("a", pdf(), f"Files without an ending such as .pdf cannot be added: add {ACCEPTED}."),
        (
            "photo.jpg",
            b"\n<!DOCTYPE html><script>alert(1)</script>",
            "This file is a web page, not a JPEG picture: print it to a PDF and add that.",
        ),
        ("a.txt", SVG, "This file is a web page, not plain text: print it to a PDF and add that."),
        (
            "a.md",
            b"<script>1</script>",
            "This file is a web page, not Markdown text: print it to a PDF and add that.",
        ),
        (
            "photo.jpg",
            picture("PNG"),
            "This file is a PNG picture, not a JPEG picture: let its name end in .png and add it again.",
        ),
        (
            "a.xlsx",
            office("wordprocessingml.document", "word"),
            "This file is a Word document, not an Excel workbook: let its name end in .docx and add it again.",
        ),
        ("a.txt", pdf(), "This file is a PDF, not plain text: let its name end in .pdf and add it again."),
        (
            "a.mp3",
            film(),
            "This file is an MP4 film, not an MP3 recording: let its name end in .mp4 and add it again.",
        ),
        (
            "a.mp3",
            sound_wave(),
            "This file is not an MP3 recording, as its name says, but looks like: Waveform Audio File Format: "
            f"add {ACCEPTED}.",
        ),
        ("a.pdf", b"hello", f"This file is not a PDF, as its name says: add {ACCEPTED}."),
        ("a.pdf", b"", "This file is empty: check it and add it again."),
    ],
    ids=named,
)
def test_file_that_is_not_what_its_name_says_is_refused(name, content, sentence):
    with pytest.raises(Refused) as refused:
        inspect(io.BytesIO(content), name)

    assert str(refused.value) == sentence


UNPACKED = 1024**2 * b"\0"
DAMAGED_PICTURE = "This picture is damaged or is not a picture: open it, save it again and add that."
DAMAGED_RECORDING = "This recording is damaged or incomplete: save it again and add that."
ACTIVE = "This PDF starts a program when it is opened: print it to a new PDF and add that."
MACROS = "This file holds macros, which are programs: save it without them and add that."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.jpg", picture()[:300], DAMAGED_PICTURE),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100, DAMAGED_PICTURE),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, DAMAGED_PICTURE),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 100, DAMAGED_PICTURE),
        (
            "a.pdf",
            b"%PDF-1.7\n" + b"junk" * 50,
            "This PDF is damaged or is not a PDF: save it again and add that.",
        ),
        ("a.pdf", pdf(OpenAction=script_action()), ACTIVE),
        (
            "a.pdf",
            pdf(AA=pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))),
            ACTIVE,
        ),
        (
            "a.pdf",
            pdf_with_attachment(),
            "This PDF carries other files inside it: take them out, and add each on its own.",
        ),
        ("a.pdf", locked_pdf(), "This PDF opens only with a password: save it without one and add that."),
        (
            "a.pdf",
            pdf() + package(a="b"),
            "This PDF has another file hidden behind it: print it to a new PDF and add that.",
        ),
        ("a.docx", package(a="b"), f"This file is not a Word document, as its name says: add {ACCEPTED}."),
        ("a.docx", package(a="b")[:40], "This file is damaged: open it, save it again and add that."),
        ("a.docx", office("wordprocessingml.document", "word", **{"word/vbaProject.bin": "x"}), MACROS),
        ("a.odt", open_document("text", **{"Basic/Standard/a.xml": "x"}), MACROS),
        ("a.txt", b"a\0b", "This file is not plain text: add it in the format it was made in."),
        (
            "a.csv",
            "Siân".encode("cp1252"),
            "This text is not in UTF-8: save it again as UTF-8 (for a table, “CSV UTF-8”).",
        ),
        ("a.mp4", film()[:-1], DAMAGED_RECORDING),
        ("a.mp4", box(b"ftyp", b"isom\0\0\2\0"), DAMAGED_RECORDING),
        ("a.mp4", box(b"ftyp", b"isom\0\0\2\0") + b"\0\0\0\x01moov" + b"\0" * 8, DAMAGED_RECORDING),
        ("a.mp3", ID3, DAMAGED_RECORDING),
    ],
    ids=named,
)
def test_file_that_is_damaged_or_not_safe_to_open_is_refused(name, content, sentence):
    with pytest.raises(Refused) as refused:
        inspect(io.BytesIO(content), name)

    assert str(refused.value).startswith(sentence.removesuffix(f": add {ACCEPTED}."))


class Declared(io.BytesIO):
    """A file that says it is `size` bytes long."""

    def __init__(self, content, size):
        super().__init__(content)
        self.size = size

    def seek(self, offset, whence=io.SEEK_SET):
        place = super().seek(offset, whence)
        return self.size if whence == io.SEEK_END else place


@pytest.mark.parametrize(
    ("name", "content", "size", "sentence"),
    [
        ("a.jpg", picture(), 60 * MEGABYTE, "A picture can be up to 25 MB, and this one is 60 MB"),
        ("a.jpg", picture(), 25 * MEGABYTE + 1, "A picture can be up to 25 MB, and this one is 25.1 MB"),
        ("a.pdf", pdf(), 101 * MEGABYTE, "A file can be up to 100 MB, and this one is 101 MB"),
        ("a.pdf", picture(), 60 * MEGABYTE, "A picture can be up to 25 MB, and this one is 60 MB"),
    ],
    ids=named,
)
def test_file_over_its_limit_is_refused_with_the_limit(name, content, size, sentence):
    with pytest.raises(Refused) as refused:
        inspect(Declared(content, size), name)

    assert str(refused.value) == f"{sentence}: make it smaller and add that."


def test_limits_are_the_callers():
    content = picture()

    with pytest.raises(Refused, match="A picture can be up to 0.1 MB"):
        inspect(io.BytesIO(content + b"\0" * 200_000), "a.jpg", Limits(image_bytes=MEGABYTE // 10))


def test_zip_bomb_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", UNPACKED)
    content = bytearray(bomb.getvalue())
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 2**32 - 2)  # the entry's declared size

    with pytest.raises(Refused, match="unfolds into more than 1024 MB"):
        inspect(io.BytesIO(bytes(content)), "a.docx")


@pytest.mark.parametrize("size", [(8000, 7000), (20_000, 20_000)])
def test_picture_bomb_is_refused_before_it_is_drawn(size):
    content = bytearray(picture("PNG", size=(1, 1), mode="L"))
    content[16:24] = struct.pack(">II", *size)
    content[29:33] = struct.pack(">I", zlib.crc32(bytes(content[12:29])))

    with pytest.raises(Refused, match="more than 50 million pixels"):
        inspect(io.BytesIO(bytes(content)), "a.png")


def kept_picture(found):
    return Image.open(found.content)


def test_picture_loses_its_place_and_comments_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[2] = (51.0, 28.0, 38.0)
    content = picture(exif=exif, comment=b"at home") + b"<script>hidden behind</script>"
    assert b"Exif" in content

    found = inspect(io.BytesIO(content), "a.jpg")
    kept = found.content.getvalue()

    assert kept_picture(found).size == (20, 40)
    assert not kept_picture(found).getexif()
    assert not any(hidden in kept for hidden in (b"Exif", b"camera", b"at home", b"hidden behind"))


def test_picture_is_bounded():
    found = inspect(io.BytesIO(picture(size=(5000, 500))), "a.jpg")

    assert kept_picture(found).size == (4096, 410)


def test_transparent_picture_stays_transparent():
    made = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).convert("P").save(made, "PNG", transparency=0)

    found = inspect(made, "a.png")

    assert kept_picture(found).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("wrapper", [SimpleUploadedFile, TemporaryUploadedFile])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf()),
        ("a.odt", open_document("text")),
        ("a.mp4", film()),
        ("a.jpg", picture()),
        ("a.txt", b"a"),
    ],
    ids=named,
)
def test_uploaded_files_are_read_as_they_come(wrapper, name, content):
    upload = (
        wrapper(name, content) if wrapper is SimpleUploadedFile else wrapper(name, "x/y", len(content), None)
    )
    if wrapper is TemporaryUploadedFile:
        upload.write(content)

    found = inspect(upload, name)

    assert found.size == len(found.content.read())
    upload.close()


def test_very_many_comments_are_read_quickly():
    with pytest.raises(Refused):
        inspect(io.BytesIO(b"<!---->" * 580 + b"<p>"), "a.pdf")


def pdf_with_list(packed: bytes) -> io.BytesIO:
    """A PDF that keeps object 6 in this list of objects."""
    listed = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed
    made, places = b"%PDF-1.5\n", []
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 9 9]>>",
        listed + b"\nendstream",
    )
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = [(0, 0, 255), *((1, place, 0) for place in (*places, len(made))), (2, 4, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    head = b"5 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    tail = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(made)
    return io.BytesIO(made + head + table + tail)


def test_a_pdf_whose_list_of_objects_unfolds_without_end_is_refused():
    packer = zlib.compressobj()
    bomb = packer.compress(b"6 0 <<>>")
    for _ in range(130):
        bomb += packer.compress(b" " * 1024**2)
    bomb += packer.flush()

    assert inspect(pdf_with_list(zlib.compress(b"6 0 <<>>")), "report.pdf").extension == "pdf"
    with pytest.raises(Refused, match="unfolds into more than 128 MB"):
        inspect(pdf_with_list(bomb), "report.pdf")


def test_a_pdf_with_a_list_that_nobody_can_read_is_refused():
    with pytest.raises(Refused, match="PDF is damaged"):
        inspect(pdf_with_list(b"no list"), "report.pdf")


def test_a_package_of_nothing_but_entries_is_refused_unread():
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, *[0] * 6, 0, 1, *[0] * 6) + b"a"
    entries = entry * 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 34_464, 34_464, len(entries), 30, 0)
    file = io.BytesIO(b"PK\x03\x04" + b"\0" * 26 + entries + end)

    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="unfolds into more than 1024 MB"):
            inspect(file, "report.docx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(entry) == 47
    assert peak < MEGABYTE
