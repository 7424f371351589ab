"""What people wrote in the old editor's HTML, as the plain words or the small Markdown that are kept here.

Layout becomes line ends and hyphens; what has no counterpart (a script, a frame) stays as the words it was written in, so
that nothing is lost and nothing runs.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "figure", "figcaption", "table", "thead", "tbody", "tfoot",
    "tr", "caption", "dl", "dt", "dd", "address", "center", "hr", "main", "aside",
}  # fmt: skip
# Looks of words, not words.
LOOKS = {
    "span", "font", "u", "small", "big", "sup", "sub", "s", "del", "ins", "strike", "abbr", "acronym", "cite", "mark",
    "code", "kbd", "samp", "tt", "var", "q", "label", "time", "wbr", "col", "colgroup",
}  # fmt: skip
MARKED = {"b": "**", "strong": "**", "i": "*", "em": "*"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Elements whose words are gathered before it is known what becomes of them.
GATHERED = {*MARKED, *HEADINGS, "a", "li", "blockquote", "pre", "ul", "ol"}
ADDRESS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
SHORTCODE = re.compile(r"\[/?(caption|gallery|embed|audio|video|playlist)\b[^\]]*\]")
ENTITY = re.compile(r"&(?=#?\w+;)")
SIGNS = re.compile(r"[`*]|(?<![^\W_])_|_(?![^\W_])|\\(?=[\\`*_{}\[\]()>#+.!-])|\[(?=[^\]]*\]\()")
LINE_SIGNS = re.compile(r"(?m)^([ \t]*)(?=#|-{2,}[ \t]*$|(?:-[ \t]*){3,}$)")


@dataclass(frozen=True)
class Worded:
    """`notes` say what of the layout could not be kept, in our own words."""

    text: str
    notes: frozenset[str] = frozenset()


def plain(source: str) -> Worded:
    """As words and line ends."""
    return _read(source, marks=False)


def marked(source: str) -> Worded:
    """As the Markdown of entries and webfolio pages; signs that people typed stay signs."""
    return _read(source, marks=True)


def _read(source: str, *, marks: bool) -> Worded:
    reader = _Reader(marks)
    reader.feed(source.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    text = "".join(reader.gathered())
    text = re.sub(r"[ \t]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if SHORTCODE.search(text):
        reader.notes.add("a shortcode of the old system stands as it was written")
    return Worded(text, frozenset(reader.notes))


class _Reader(HTMLParser):
    def __init__(self, marks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self.notes: set[str] = set()
        # Words so far of each gathered element that is open, the outermost first.
        self.open: list[tuple[str, str, list[str]]] = [("", "", [])]
        self.counts: list[int] = []
        self.cells = 0

    @property
    def words(self) -> list[str]:
        return self.open[-1][2]

    def gathered(self) -> list[str]:
        while len(self.open) > 1:
            self.finish()
        return self.words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in GATHERED:
            self.open.append((tag, given.get("href", ""), []))
            if tag in ("ul", "ol"):
                self.counts.append(0 if tag == "ol" else -1)
        elif tag == "br":
            self.words.append("\n")
        elif tag == "img":
            self.words.append(f"[{given.get('alt') or 'Picture'}] {given.get('src', '')}".strip())
        elif tag in ("td", "th"):
            self.words.append(" | " if self.cells else "")
            self.cells += 1
        elif tag in BLOCKS:
            self.cells = 0
            self.words.append("" if tag == "tr" else "\n\n")
        elif tag not in LOOKS:
            self.as_written(tag, self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in GATHERED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in GATHERED:
            if any(name == tag for name, _, _ in self.open):
                while self.finish() != tag:
                    pass
        elif tag in BLOCKS:
            self.words.append("\n" if tag == "tr" else "\n\n")
        elif tag not in LOOKS and tag not in ("br", "img", "td", "th"):
            self.as_written(tag, f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.words and self.words[-1] == "\n" and data.startswith("\n"):
            data = data[1:]  # the old editor writes a line end after each <br>
        self.words.append(self.typed(data))

    def handle_comment(self, data: str) -> None:
        if not re.match(r"\s*(/?wp:|more|nextpage)", data):
            self.as_written("a hidden remark", f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.as_written("a declaration", f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.as_written("a declaration", f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.as_written("an instruction", f"<?{data}>")

    def as_written(self, what: str, text: str) -> None:
        self.notes.add(f"markup that has no place here stands as words ({what[:20]})")
        self.words.append(self.typed(text))

    def typed(self, text: str) -> str:
        """Words as people typed them: in Markdown, signs that would be read as marks are escaped."""
        if not self.marks or any(name == "pre" for name, _, _ in self.open):
            return text
        text = SIGNS.sub(lambda sign: f"\\{sign[0]}", ENTITY.sub("&amp;", text))
        return LINE_SIGNS.sub(r"\1\\", re.sub(r"(?m)^[ \t]+", "", text) if "\n" in text else text)

    def finish(self) -> str:
        """Close the innermost gathered element and hand its words to the one around it."""
        tag, href, parts = self.open.pop()
        inner = "".join(parts)
        self.words.append(self.turned(tag, inner, href))
        if tag in ("ul", "ol") and self.counts:
            self.counts.pop()
        return tag

    def turned(self, tag: str, inner: str, href: str) -> str:
        if tag in MARKED:
            return _around(inner, MARKED[tag]) if self.marks else inner
        if tag == "a":
            return self.link(inner, href)
        if tag == "li":
            return self.list_item(inner)
        if tag == "pre":
            return f"\n\n```\n{inner.strip(chr(10))}\n```\n\n" if self.marks else f"\n\n{inner}\n\n"
        if tag == "blockquote":
            return f"\n\n{_each_line(inner.strip(), '> ')}\n\n"
        if tag in HEADINGS and self.marks and inner.strip():
            return f"\n\n### {' '.join(inner.split())}\n\n"
        if tag in ("ul", "ol"):
            inner = re.sub(r"\n{2,}", "\n", inner)
        nested = tag in ("ul", "ol") and len(self.counts) > 1
        return f"\n{inner.strip()}\n" if nested else f"\n\n{inner.strip()}\n\n"

    def list_item(self, inner: str) -> str:
        sign = "- "
        if self.counts and self.counts[-1] >= 0:
            self.counts[-1] += 1
            sign = f"{self.counts[-1]}. "
        first, *rest = re.sub(r"\n{2,}", "\n", inner.strip()).split("\n")
        return "\n" + "\n".join([sign + first, *(f"    {line}" for line in rest)]) + "\n"

    def link(self, inner: str, href: str) -> str:
        href = href.strip()
        if not href or html.unescape(inner).strip() == href:
            return inner
        if self.marks and ADDRESS.fullmatch(href) and inner.strip() and "\n" not in inner:
            return f"[{inner.strip()}]({href.replace('(', '%28').replace(')', '%29')})"
        return f"{inner} ({self.typed(href)})"


def _around(inner: str, sign: str) -> str:
    """Marks stand next to words, and hold no paragraph's end."""
    words = inner.strip()
    if not words or "\n\n" in words:
        return inner
    before, after = inner.split(words, 1)
    return f"{before}{sign}{words}{sign}{after}"


def _each_line(text: str, sign: str) -> str:
    put: Callable[[str], str] = (sign + "{}").format
    return "\n".join(put(line) for line in text.split("\n"))
