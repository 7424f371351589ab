"""Which signs the shipped fonts can draw, and what to print for those they cannot.

A PDF/UA file may not hold a sign without a glyph. Refusing a whole pack for one would strand its holder, so a
sign that no shipped font draws is printed as its code point, such as [U+12000]: visible, exact, searchable.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONT_FOLDER = Path(__file__).parent / "fonts"
SCRIPTS = (
    "Bengali",
    "Devanagari",
    "Ethiopic",
    "Gujarati",
    "Gurmukhi",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Tamil",
    "Telugu",
    "Thai",
)
FAMILIES = (
    "Atkinson Hyperlegible Next",
    "DejaVu Sans",
    "Noto Emoji",
    *(f"Noto Sans {script}" for script in SCRIPTS),
    "Droid Sans Fallback",
    "Aspire Hangul",
)
LONGEST_WORD = 24
# Joiners, marks of direction and variant selectors: a shaper drops them when no font draws them.
IGNORABLE = {*range(0x200B, 0x2010), 0x061C, 0x2060, *range(0x2066, 0x206A), 0xFEFF, *range(0xFE00, 0xFE10)}
# Forced direction could make a reader see other words than the record holds.
FORCED_DIRECTION = {0x202D, 0x202E}


def make_printable(text: str) -> str:
    """The text with line ends unified, undrawable signs spelt out and endless words given places to break."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in set(text):
        if sign not in "\n\t" and not _can_draw(sign):
            text = text.replace(sign, f"[U+{ord(sign):04X}]")
    return re.sub(rf"\S{{{LONGEST_WORD + 1},}}", lambda word: _give_breaks(word.group()), text)


def _can_draw(sign: str) -> bool:
    # Control signs, private-use signs and halves of pairs may not stand in an archived PDF, drawn or not.
    if unicodedata.category(sign) in {"Cc", "Co", "Cs"}:
        return False
    return ord(sign) not in FORCED_DIRECTION and (ord(sign) in IGNORABLE or ord(sign) in drawable())


def _give_breaks(word: str) -> str:
    """A zero-width space about every 24 signs, never before a sign that joins the one before it."""
    parts: list[str] = []
    run = 0
    for sign in word:
        run += 1
        joins = unicodedata.category(sign) in {"Mn", "Mc", "Me", "Sk", "Cf"}
        if run > LONGEST_WORD and not joins and parts[-1] != "\u200d":
            parts.append("\u200b")
            run = 1
        parts.append(sign)
    return "".join(parts)


@cache
def drawable() -> frozenset[int]:
    """Every code point that some shipped text font draws (the fixed-width one is for codes only)."""
    fonts = [path for path in FONT_FOLDER.glob("*.ttf") if "Mono" not in path.name]
    return frozenset().union(*(_read_code_points(path.read_bytes()) for path in fonts))


def _read_code_points(font: bytes) -> set[int]:
    """The code points of a TrueType font's `cmap` table (formats 4 and 12 of the OpenType specification)."""
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)}
    start = struct.unpack_from(">I", font, tables[b"cmap"] + 8)[0]
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">I", font, start + 4 + 8 * number + 4)[0]
        kind = struct.unpack_from(">H", font, at)[0]
        if kind == 4:
            found |= _read_format_4(font, at)
        elif kind == 12:
            groups = struct.unpack_from(">I", font, at + 12)[0]
            for first, last, _glyph in struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups]):
                found.update(range(first, last + 1))
    return found


def _read_format_4(font: bytes, at: int) -> set[int]:
    """Segments of the basic plane; a code point that maps to glyph 0 is not drawn."""
    double = struct.unpack_from(">H", font, at + 6)[0]
    ends_at, offsets_at = at + 14, at + 16 + 3 * double
    found: set[int] = set()
    for place in range(0, double, 2):
        (last,) = struct.unpack_from(">H", font, ends_at + place)
        (first,) = struct.unpack_from(">H", font, ends_at + 2 + double + place)
        (delta,) = struct.unpack_from(">H", font, ends_at + 2 + 2 * double + place)
        (offset,) = struct.unpack_from(">H", font, offsets_at + place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, offsets_at + place + offset + 2 * (code - first))[0]
            if (offset and glyph) or (not offset and (glyph + delta) & 0xFFFF):
                found.add(code)
    return found
