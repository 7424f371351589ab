"""Pictures drawn anew: what was hidden in the file (place, camera, comments, anything appended) does not come along."""

import io
import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageOps

from evidence.refusals import Refused

pillow_heif.register_heif_opener()

LONGEST_SIDE = 4096
MOST_PIXELS = 50_000_000  # today's phones take up to 50 million; each costs four bytes while it is drawn
MOST_SCANS = 50  # of a JPEG; programs make about ten
# What follows a marker of a JPEG begins with its length; within a scan only those of a restart occur.
MARKER = re.compile(rb"\xff([\x02-\xcf\xd8-\xfe])")
SCAN, END = b"\xda", b"\xd9"
READ = ["JPEG", "PNG", "GIF", "WEBP", "HEIF"]
WRITTEN = {"PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}  # all others become JPEG
OPTIONS: dict[str, dict] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88},
}
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, MemoryError)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew; width and height in pixels, as seen."""

    content: bytes
    media_type: str
    extension: str
    width: int
    height: int


def redraw(file: BinaryIO, *, longest_side: int = LONGEST_SIDE, most_pixels: int = MOST_PIXELS) -> Picture:
    """The picture the right way up, at most `longest_side` pixels long, without any data beside its pixels.

    JPEG, PNG and WebP stay what they are, HEIC becomes JPEG, a GIF's first frame becomes PNG. Raises Refused for
    a file that is no picture, is damaged, or would unfold into more than `most_pixels`.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=READ) as opened:
            _refuse_bomb(opened, most_pixels)
            if opened.format in {"JPEG", "MPO"}:
                _refuse_many_scans(file)
            written = WRITTEN.get(opened.format or "", "JPEG")
            opened.draft("RGB", (longest_side, longest_side))  # JPEG only: decodes a huge one at half size
            return _written(_upright(opened, longest_side), written)
    except BOMBS:
        raise _too_many(most_pixels) from None
    except Refused:
        raise
    except UNREADABLE:
        raise Refused(
            "This picture is damaged or is not a picture: open it, save it again and add that."
        ) from None


def _refuse_bomb(opened: Image.Image, most_pixels: int) -> None:
    if opened.width * opened.height > most_pixels:
        raise _too_many(most_pixels)


def _refuse_many_scans(file: BinaryIO) -> None:
    """Each draws the whole picture over: thousands in a small file take minutes."""
    file.seek(0)
    content = file.read()
    place, scans = 2, 0
    while (found := MARKER.search(content, place)) and found[1] != END:
        place = found.end() + int.from_bytes(content[found.end() : found.end() + 2])
        scans += found[1] == SCAN
        if scans > MOST_SCANS:
            raise Refused("This picture is drawn in too many passes: open it, save it again and add that.")
    file.seek(0)


def _too_many(most_pixels: int) -> Refused:
    return Refused(
        f"This picture has more than {most_pixels // 10**6} million pixels: save it smaller and add that."
    )


def _upright(opened: Image.Image, longest_side: int) -> Image.Image:
    opened.thumbnail((longest_side, longest_side))  # first: turning it takes as much memory again
    return ImageOps.exif_transpose(opened)


def _written(picture: Image.Image, form: str) -> Picture:
    transparent = form != "JPEG" and picture.has_transparency_data
    profile = picture.info.get("icc_profile") if picture.mode in {"RGB", "RGBA"} else None
    clean = picture.convert("RGBA" if transparent else "RGB")
    clean.info.clear()
    content = io.BytesIO()
    clean.save(content, form, icc_profile=profile, **OPTIONS[form])
    extension = "jpg" if form == "JPEG" else form.lower()
    return Picture(content.getvalue(), f"image/{form.lower()}", extension, clean.width, clean.height)
