"""A film of any length, as far as anybody looks into it: a chain of boxes."""

import struct
from pathlib import Path


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


START = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
END = box(b"moov", box(b"mvhd", b"\0" * 100))


def film(size: int, fill: bytes = b"film") -> bytes:
    """An MP4 of exactly so many bytes."""
    inside = size - len(START) - len(END) - 8
    return START + box(b"mdat", (fill * (inside // len(fill) + 1))[:inside]) + END


def write_film(path: Path, size: int) -> Path:
    """The same on the disk, written as a hole: a large one costs no time and no room."""
    inside = size - len(START) - len(END)
    with path.open("wb") as file:
        file.write(START + struct.pack(">I4s", inside, b"mdat"))
        file.seek(len(START) + inside)
        file.write(END)
    return path
