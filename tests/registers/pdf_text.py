"""The words of a PDF, read back through its own fonts' ToUnicode maps, as a screen reader or a search would."""

import io
import re

import pikepdf


def read_pages(pdf: bytes) -> list[str]:
    """The text of each page without any spaces (where lines break is not the text's business)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [re.sub(r"[\s\u200b]", "", _read_page(page)) for page in opened.pages]


def read_text(pdf: bytes) -> str:
    return "".join(read_pages(pdf))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _read_page(page: pikepdf.Page) -> str:
    maps = {name: _read_map(font) for name, font in page.resources.get("/Font", {}).items()}
    words, current, spans = [], {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            current = maps[str(operands[0])]
        elif name in {"BDC", "BMC"}:
            spoken = operands[1].get("/ActualText") if name == "BDC" and len(operands) > 1 else None
            words.append("" if spoken is None else str(spoken))
            spans.append(spoken is not None)
        elif name == "EMC":
            spans.pop()
        elif name in {"Tj", "TJ"} and not any(spans):
            pieces = operands[0] if name == "TJ" else operands
            words += [_decode(bytes(piece), current) for piece in pieces if isinstance(piece, pikepdf.String)]
    return "".join(words)


def _decode(shown: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(shown[at : at + 2]), "") for at in range(0, len(shown), 2))


def _read_map(font: pikepdf.Object) -> dict[int, str]:
    source = font["/ToUnicode"].read_bytes().decode("latin-1")
    letters = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.S):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(text, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(start + step)
    return letters
