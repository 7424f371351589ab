"""Text with a sign between the cells. The reader is Python's own, which knows the line of the file each record began on."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from activities.importing.files import (
    ADVICE,
    Limits,
    Reading,
    Refused,
    Row,
    Table,
    arranged,
    check_cells,
)
from lib.spreadsheets import unquote_cell

ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Windows (Western European)", "utf-16": "UTF-16"}
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab"}
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SEP = re.compile(r"sep=([,;\t])\r?\n")
PIECE = 64 * 1024
PROBED = 50
PROBED_SIGNS = 200_000
WIDEST = 1_000
LONGEST_CELL = csv.field_size_limit()


def read_text(content: bytes, *, asked: Reading, limits: Limits) -> tuple[Table, Reading]:
    """The table in a delimited text, and how it was read. Raises Refused."""
    encoding = encoding_of(content, asked.encoding)
    named = _named_sign(content, encoding)
    delimiter = asked.delimiter or named or likely_delimiter(lines_of(content, encoding))
    rows = list(_rows(lines_of(content, encoding), delimiter, limits=limits))
    table = arranged(rows, limits=limits, lettered=False)
    return table, Reading(encoding=encoding, delimiter=delimiter)


def encoding_of(content: bytes, asked: str = "") -> str:
    """How the whole text can be read: by its mark, else UTF-8 where it is that, else Windows-1252. Raises Refused."""
    marked = next((encoding for bom, encoding in BOMS if content.startswith(bom)), "")
    # Without a mark, the smaller half first: what most programs mean.
    asked = "utf-16-le" if asked == "utf-16" and not marked else asked
    tried = [asked] if asked else [marked] if marked else _candidates(content)
    for encoding in tried:
        try:
            has_zero = any("\x00" in piece for piece in _pieces(content, encoding))
        except UnicodeDecodeError:
            continue
        if has_zero or (encoding == "cp1252" and _is_noise(content[:4000].decode(encoding))):
            raise Refused(f"This is not a table in plain text, whatever its name says. {ADVICE}")
        return encoding
    said = ENCODINGS.get(tried[0], "UTF-16") if len(tried) == 1 else "UTF-8, UTF-16 or Windows text"
    raise Refused(f"The letters in this file cannot be read as {said}: save it as “CSV UTF-8” and try again.")


def _pieces(content: bytes, encoding: str) -> Iterator[str]:
    """The text, piece by piece: whole it would take four bytes a sign as soon as one of them needs them."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), PIECE):
        yield decoder.decode(content[start : start + PIECE])
    yield decoder.decode(b"", final=True)


def lines_of(content: bytes, encoding: str) -> Iterator[str]:
    """Line after line with its end, without the mark before the first; empty in place of Excel's `sep=;`."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    first = lines.readline().removeprefix("\ufeff")
    yield first[5:] if SEP.fullmatch(first) else first
    yield from lines


def _named_sign(content: bytes, encoding: str) -> str:
    """The sign that Excel may write into the first line, as `sep=;`."""
    match = SEP.fullmatch(next(lines_of(content, encoding), ""))
    return match[1] if match else ""


def _is_noise(text: str) -> bool:
    """Windows-1252 fits nearly any bytes: those of a table hold few signs that nobody types."""
    return len(CONTROLS.findall(text)) > max(len(text) // 20, 3)


def _candidates(content: bytes) -> list[str]:
    """UTF-16 without a mark has a zero in every other byte of plain words."""
    start = content[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) // 4 and min(even, odd) < len(start) // 40 + 1:
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1252"]


def likely_delimiter(lines: Iterator[str]) -> str:
    """The sign that gives the most cells in rows of equal width; a comma when there is but one column."""
    probed = _first(lines, PROBED_SIGNS)

    def width(sign: str) -> int:
        found = []
        try:
            for record in csv.reader(probed, delimiter=sign):
                found += [len(record)] if record else []
                if len(found) == PROBED:
                    break
        except csv.Error:
            pass
        same = sum(1 for cells in found if cells == found[0])
        return found[0] * same if found and found[0] > 1 else 0

    return max(DELIMITERS, key=width)


def _first(lines: Iterator[str], signs: int) -> list[str]:
    """The first lines, until they hold so many signs."""
    found = []
    for line in lines:
        found.append(line[:signs])
        signs -= len(line)
        if signs <= 0:
            break
    return found


def _rows(lines: Iterator[str], delimiter: str, *, limits: Limits) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = cells = 0
    try:
        for count, record in enumerate(reader):
            # Far beyond the limit nothing more is read: what is refused need not be whole.
            if count > limits.rows * 4:
                break
            if len(record) > WIDEST:
                raise Refused(
                    f"Line {before + 1} has more than {WIDEST:,} cells: leave out the empty ones at the right."
                )
            cells += len(record)
            check_cells(cells, limits)
            yield Row(before + 1, tuple(unquote_cell(cell) for cell in record))
            before = reader.line_num
    except csv.Error as error:
        what = (
            f"a cell of more than {LONGEST_CELL:,} characters"
            if "field limit" in str(error)
            else "a quotation mark that is not closed, or stands inside a cell"
        )
        raise Refused(
            f"Line {before + 1} of this file holds {what}: mend it and choose the file again."
        ) from error
