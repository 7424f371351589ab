"""Text with a sign between the cells. The reader is Python's own, which knows the line of the file each record began on."""

import csv
import io
import re

from activities.importing.files import ADVICE, Limits, Reading, Refused, Row, Table, arranged
from lib.spreadsheets import unquote_cell

ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Windows (Western European)", "utf-16": "UTF-16"}
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab"}
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
PROBED = 50
PROBED_SIGNS = 200_000
WIDEST = 1_000
LONGEST_CELL = csv.field_size_limit()


def read_text(content: bytes, *, asked: Reading, limits: Limits) -> tuple[Table, Reading]:
    """The table in a delimited text, and how it was read. Raises Refused."""
    text, encoding = decoded(content, asked.encoding)
    if "\x00" in text or (encoding == "cp1252" and _is_noise(text[:4000])):
        raise Refused(f"This is not a table in plain text, whatever its name says. {ADVICE}")
    text, named = _without_sep(text)
    delimiter = asked.delimiter or named or likely_delimiter(text)
    rows = list(_rows(text, delimiter, most=limits.rows))
    table = arranged(rows, limits=limits, lettered=False)
    return table, Reading(encoding=encoding, delimiter=delimiter)


def decoded(content: bytes, asked: str = "") -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8 where it is that, else Windows-1252. Raises Refused."""
    marked = next((encoding for bom, encoding in BOMS if content.startswith(bom)), "")
    tried = [asked] if asked else [marked] if marked else _candidates(content)
    for encoding in tried:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.removeprefix("\ufeff"), encoding
    said = ENCODINGS[tried[0]] if len(tried) == 1 else "UTF-8, UTF-16 or Windows text"
    raise Refused(f"The letters in this file cannot be read as {said}: save it as “CSV UTF-8” and try again.")


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


def _without_sep(text: str) -> tuple[str, str]:
    """Excel may write `sep=;` into the first line: the sign, and the text with an empty line in its place."""
    match = re.match(r"sep=([,;\t])\r?\n", text)
    return (text[match.end(1) :], match[1]) if match else (text, "")


def likely_delimiter(text: str) -> str:
    """The sign that gives the most cells in rows of equal width; a comma when there is but one column."""

    def width(sign: str) -> int:
        found = []
        try:
            for record in csv.reader(io.StringIO(text[:PROBED_SIGNS], newline=""), delimiter=sign):
                found += [len(record)] if record else []
                if len(found) == PROBED:
                    break
        except csv.Error:
            pass
        same = sum(1 for cells in found if cells == found[0])
        return found[0] * same if found and found[0] > 1 else 0

    return max(DELIMITERS, key=width)


def _rows(text: str, delimiter: str, *, most: int):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for count, record in enumerate(reader):
            # Far beyond the limit nothing more is read: what is refused need not be whole.
            if count > most * 4:
                break
            if len(record) > WIDEST:
                raise Refused(
                    f"Line {before + 1} has more than {WIDEST:,} cells: leave out the empty ones at the right."
                )
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
