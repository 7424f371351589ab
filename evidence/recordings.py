"""Sound and film: enough of a look inside to know them by their content."""

import struct
from typing import BinaryIO

from evidence.refusals import Refused

DAMAGED = "This recording is damaged or incomplete: save it again and add that."
MOST_BOXES = 50_000
FILM = {
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
}
SOUND = {b"M4A ", b"M4B "}
STILL = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}


def brand_extension(head: bytes) -> str | None:
    """mp4, m4a or heic by the brand an ISO media file begins with; None for others."""
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    for extension, brands in (("mp4", FILM), ("m4a", SOUND), ("heic", STILL)):
        if brand in brands:
            return extension
    return None


def is_mp3(head: bytes) -> bool:
    """An ID3 tag, or an MPEG layer III frame."""
    return head[:3] == b"ID3" or (len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def check_boxes(file: BinaryIO, size: int) -> None:
    """Refused unless the file is a chain of boxes that fill it, with the one that describes the recording."""
    place, kinds = 0, set()
    for _ in range(MOST_BOXES):
        if place + 8 > size:
            break
        file.seek(place)
        length, kind = struct.unpack(">I4s", file.read(8))
        if length == 0:  # reaches to the end
            length = size - place
        elif length == 1:  # too long for four bytes
            length = int.from_bytes(file.read(8))
        if length < 8:
            raise Refused(DAMAGED)
        kinds.add(kind)
        place += length
    if place != size or b"moov" not in kinds:
        raise Refused(DAMAGED)


def check_mp3(file: BinaryIO) -> None:
    """Refused unless a frame of sound follows the tag (or its padding)."""
    file.seek(0)
    tag = file.read(10)
    start = 0
    if tag[:3] == b"ID3" and len(tag) == 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(tag[6:], (21, 14, 7, 0), strict=True))
    file.seek(start)
    frame = file.read(4096).lstrip(b"\0")
    if len(frame) < 4 or not (frame[0] == 0xFF and frame[1] & 0xE6 == 0xE2):
        raise Refused(DAMAGED)
