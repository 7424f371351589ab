"""Files made to take more than they look: each a real one, small, and built here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

import pillow_heif
from PIL import Image

MEGABYTE = 1024**2
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def picture(form: str, *, mode: str = "RGB", size: tuple[int, int] = (8, 8), **options: object) -> bytearray:
    made = io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(Image.new(mode, (64, 64))).save(made)
    else:
        Image.new(mode, size).save(made, form, **options)
    return bytearray(made.getvalue())


def heic(width: int, height: int) -> bytes:
    content = picture("HEIF")
    place = content.index(b"ispe")
    content[place + 8 : place + 16] = struct.pack(">II", width, height)
    return bytes(content)


def gif(width: int, height: int) -> bytes:
    content = picture("GIF", mode="P")
    content[6:10] = struct.pack("<HH", width, height)
    return bytes(content)


def jpeg(width: int, height: int) -> bytes:
    content = picture("JPEG")
    place = content.index(b"\xff\xc0")
    content[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def jpeg_of_scans(count: int) -> bytes:
    """A progressive picture whose last pass comes again and again."""
    content = bytes(picture("JPEG", mode="L", size=(3000, 3000), progressive=True))
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + last * count + content[-2:]


def webp(width: int, height: int) -> bytes:
    content = picture("WEBP", lossless=True)
    place = content.index(b"VP8L") + 9
    kept = struct.unpack("<I", content[place : place + 4])[0] >> 28 << 28
    content[place : place + 4] = struct.pack("<I", kept | height - 1 << 14 | width - 1)
    return bytes(content)


def png(width: int, height: int, *, more: Sequence[tuple[bytes, bytes]] = (), pixels: bytes = b"\0") -> bytes:
    """Of one bit a pixel, with these further chunks (kind, content)."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), *more, (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        for kind, held in chunks
    )


def tiff(width: int, height: int) -> bytes:
    """A head that says so, and a list of these two sides alone."""
    sides = b"".join(struct.pack("<HHII", tag, 4, 1, side) for tag, side in ((256, width), (257, height)))
    return b"II*\0" + struct.pack("<IH", 8, 2) + sides + b"\0" * 64


def packed(megabytes: int, *, start: bytes = b"6 0 <<>>", fill: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9)
    parts = [packer.compress(start)]
    parts += [packer.compress(fill * (MEGABYTE // len(fill))) for _ in range(megabytes)]
    return b"".join(parts) + packer.flush()


def lzw(megabytes: int) -> bytes:
    """Spaces in LZW as PDF has it: each code stands for a string one longer than the one before."""
    bits, width, length, code = [f"{256:09b}", f"{32:09b}"], 9, 1, 258
    while code < 4094:
        bits.append(f"{code:0{width}b}")
        code, length = code + 1, length + (code - 256)
        width += width < 12 and code + 1 == 1 << width
    bits.append(f"{256:0{width}b}")
    turn = "".join(bits) * 8  # so that it ends with a whole byte
    whole = int(turn, 2).to_bytes(len(turn) // 8)
    return whole * (megabytes * MEGABYTE // (length * 8) + 1)


def pdf(*bodies: bytes) -> bytes:
    """These objects, numbered from 1; the first is the catalogue."""
    made, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + rows
    return (
        made
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(made))
    )


CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 9 9]>>"


def pdf_with_list(content: bytes, *filters: str) -> bytes:
    """A PDF that keeps its object 6 in a list of objects, packed by these filters."""
    names = b"".join(b"/" + name.encode() for name in filters)
    head = b"<</Type/ObjStm/N 1/First 4/Filter[%s]/Length %d>>stream\n" % (names, len(content))
    made, places = b"%PDF-1.5\n", []
    for number, body in enumerate((CATALOGUE, PAGES, PAGE, head + content + b"\nendstream"), start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = [(0, 0, 255), *((1, place, 0) for place in (*places, len(made))), (2, 4, 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    about = b"5 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return made + about + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(made)


def word(**more: bytes) -> bytes:
    made = io.BytesIO()
    listing = f'<Types><Override PartName="/x" ContentType="{WORD}"/></Types>'
    entries = {"[Content_Types].xml": listing, "word/document.xml": "<x/>"} | more
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return made.getvalue()


def word_of_one_part_listed(times: int) -> bytes:
    """A part of 8 MB that the list of entries names again and again."""
    whole = word(**{"word/a.xml": b"\0" * 8 * MEGABYTE})
    start, end = whole.rindex(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    first = whole.index(b"PK\x01\x02")
    listed = whole[first:end] + whole[start:end] * times
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times + 3, times + 3, len(listed), first, 0)
    return whole[:first] + listed + tail


def word_of_packages(depth: int) -> bytes:
    """Each package holds ten of the next."""
    inner = packed(10)
    for _ in range(depth):
        inner = word(**{f"word/{number}.zip": inner for number in range(10)})
    return inner
