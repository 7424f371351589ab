"""What a file really is, decided by its content; its name must agree.

`inspect` is the one door: whatever it answers may be kept, whatever it refuses it refuses with a sentence.
"""

import io
from dataclasses import dataclass
from typing import BinaryIO

import puremagic

from evidence import apart, documents, images, recordings
from evidence.refusals import Refused, megabytes

__all__ = ["Inspected", "Limits", "Refused", "inspect"]

MEGABYTE = 1024**2
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
TYPES = {  # extension: kind, media type, what people call it
    "jpg": ("image", "image/jpeg", "a JPEG picture"),
    "png": ("image", "image/png", "a PNG picture"),
    "gif": ("image", "image/gif", "a GIF picture"),
    "webp": ("image", "image/webp", "a WebP picture"),
    "heic": ("image", "image/heic", "a HEIC picture"),
    "pdf": ("document", "application/pdf", "a PDF"),
    "docx": ("document", f"{OFFICE}.wordprocessingml.document", "a Word document"),
    "xlsx": ("document", f"{OFFICE}.spreadsheetml.sheet", "an Excel workbook"),
    "pptx": ("document", f"{OFFICE}.presentationml.presentation", "a PowerPoint presentation"),
    "odt": ("document", f"{OPEN_DOCUMENT}.text", "an OpenDocument text"),
    "ods": ("document", f"{OPEN_DOCUMENT}.spreadsheet", "an OpenDocument spreadsheet"),
    "odp": ("document", f"{OPEN_DOCUMENT}.presentation", "an OpenDocument presentation"),
    "txt": ("text", "text/plain", "plain text"),
    "csv": ("text", "text/csv", "a CSV table"),
    "md": ("text", "text/markdown", "Markdown text"),
    "mp4": ("video", "video/mp4", "an MP4 film"),
    "m4a": ("audio", "audio/mp4", "an M4A recording"),
    "mp3": ("audio", "audio/mpeg", "an MP3 recording"),
}
SAME = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "jfif": "jpg",
    "heif": "heic",
    "markdown": "md",
    "text": "txt",
    "m4v": "mp4",
}
ACCEPTED = "a picture, PDF, Word, Excel, PowerPoint or OpenDocument file, text, CSV, MP4, M4A or MP3"
STARTS = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
}
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\0asm",
    b"<?php",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
)


@dataclass(frozen=True)
class Limits:
    """The largest files kept, in bytes; the largest pictures, in pixels."""

    image_bytes: int = 25 * MEGABYTE
    other_bytes: int = 100 * MEGABYTE
    recording_bytes: int = 100 * MEGABYTE
    image_pixels: int = images.MOST_PIXELS
    image_side: int = images.LONGEST_SIDE


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: `content` stands at its start, `size` is in bytes, `extension` has no dot."""

    kind: str  # image, document, text, video or audio
    media_type: str
    extension: str
    content: BinaryIO
    size: int
    # Of a picture: the file as it came, with its place and camera, for its owner alone.
    original: BinaryIO | None = None
    original_size: int = 0


def inspect(file: BinaryIO, filename: str, limits: Limits | None = None) -> Inspected:
    """The file's real type, and what to keep of it: pictures drawn anew, anything else as it came.

    Takes any seekable file open for reading bytes. Raises Refused with the sentence to show.
    """
    limits = limits or Limits()
    size = file.seek(0, io.SEEK_END)
    claimed = _claimed(filename)
    _refuse_size(size, claimed, limits)
    found = _found(file, claimed)
    _refuse_size(size, found, limits)
    _refuse_mismatch(claimed, found)
    if TYPES[found][0] == "image":
        picture = images.redraw(file, longest_side=limits.image_side, most_pixels=limits.image_pixels)
        content = io.BytesIO(picture.content)
        kept = (picture.media_type, picture.extension, content, len(picture.content))
        return Inspected("image", *kept, original=file, original_size=size)
    extension = claimed if {claimed, found} == {"mp4", "m4a"} else found
    _check(file, extension, size)
    file.seek(0)
    kind, media_type, _ = TYPES[extension]
    return Inspected(kind, media_type, extension, file, size)


def refuse_announced(filename: str, size: int, limits: Limits) -> None:
    """What can be said before a byte has come: raises Refused for a kind of file, or a size, that is not kept."""
    _refuse_size(size, _claimed(filename), limits)


def _claimed(filename: str) -> str:
    _, dot, ending = filename.rpartition(".")
    ending = ending.strip().lower()
    extension = SAME.get(ending, ending)
    if not dot or extension not in TYPES:
        what = f"Files ending in .{ending[:12]}" if dot else "Files without an ending such as .pdf"
        raise Refused(f"{what} cannot be added: add {ACCEPTED}.")
    return extension


def _refuse_size(size: int, extension: str, limits: Limits) -> None:
    if not size:
        raise Refused("This file is empty: check it and add it again.")
    kind = TYPES[extension][0]
    limit, what = limits.other_bytes, "A file"
    if kind == "image":
        limit, what = limits.image_bytes, "A picture"
    elif kind in ("video", "audio"):
        limit, what = limits.recording_bytes, "A recording"
    if size > limit:
        raise Refused(
            f"{what} can be up to {megabytes(limit)}, and this one is {megabytes(size)}: make it smaller and add that."
        )


def _found(file: BinaryIO, claimed: str) -> str:
    file.seek(0)
    head = file.read(4096)
    if head.startswith(PROGRAMS):
        raise Refused(f"This file is a program, not {TYPES[claimed][2]}: add {ACCEPTED}.")
    extension = _by_start(head)
    if extension == "zip":
        extension = documents.office_extension(file)
    if extension:
        return extension
    if documents.is_web_page(head):
        raise Refused(f"This file is a web page, not {TYPES[claimed][2]}: print it to a PDF and add that.")
    if TYPES[claimed][0] == "text":
        documents.check_text(file)
        return claimed
    raise Refused(f"This file is not {TYPES[claimed][2]}, as its name says{_guessed(head)}: add {ACCEPTED}.")


def _by_start(head: bytes) -> str | None:
    for start, extension in STARTS.items():
        if head.startswith(start):
            return extension
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return recordings.brand_extension(head) or ("mp3" if recordings.is_mp3(head) else None)


def _guessed(head: bytes) -> str:
    try:
        return f", but looks like: {puremagic.magic_string(head)[0].name}"
    except (puremagic.PureError, ValueError, IndexError):
        return ""


def _refuse_mismatch(claimed: str, found: str) -> None:
    if claimed != found and {claimed, found} != {"mp4", "m4a"}:
        raise Refused(
            f"This file is {TYPES[found][2]}, not {TYPES[claimed][2]}: "
            f"let its name end in .{found} and add it again."
        )


def _check(file: BinaryIO, extension: str, size: int) -> None:
    if extension == "pdf":
        apart.check_pdf(file)
    elif extension in {"mp4", "m4a"}:
        recordings.check_boxes(file, size)
    elif extension == "mp3":
        recordings.check_mp3(file)
