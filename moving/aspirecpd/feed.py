"""XML as a plain tree that knows its lines. A document type, and so every entity, is refused before it is read."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from moving.aspirecpd import Refused

CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
# A parser hands over one plain line end for a Windows one, yet serialised lengths count both bytes: this stands in for it.
STANDS_IN = [chr(code) for code in range(0xE000, 0xE010)]
DEEPEST = 50


@dataclass
class Node:
    """One element: its name with the namespace's last word (`wp:post_id`), its own text, and the line it begins on."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def all(self, name: str) -> list["Node"]:
        return [child for child in self.children if child.name == name]

    def get(self, name: str) -> "Node | None":
        return next((child for child in self.children if child.name == name), None)

    def said(self, name: str) -> str:
        """The text of the first child of this name; empty without one."""
        found = self.get(name)
        return found.text if found else ""


def read(data: bytes, *, file: str) -> Node:
    """The root of the document. Raises Refused with the file and the line."""
    mark = next((one for one in STANDS_IN if one.encode() not in data), None)
    if mark is None:
        raise Refused(f"{file} holds signs that no export uses (U+E000 and the next fifteen).")
    kept = CDATA.sub(lambda part: part[0].replace(b"\r", mark.encode()), data)
    tree = _Tree(file, mark)
    try:
        tree.parser.Parse(kept, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise Refused(f"{file}, line {error.lineno}: the XML is broken there ({said}).") from None
    if tree.root is None:
        raise Refused(f"{file} is empty.")
    return tree.root


class _Tree:
    def __init__(self, file: str, mark: str) -> None:
        self.file, self.mark = file, mark
        self.root: Node | None = None
        self.open: list[tuple[Node, list[str]]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.refuse

    def refuse(self, *about: object) -> None:
        raise Refused(
            f"{self.file}, line {self.parser.CurrentLineNumber}: it declares a document type. "
            "An export has none, and what such a declaration can hold is not read."
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self.open) == DEEPEST:
            raise Refused(
                f"{self.file}, line {line}: elements stand more than {DEEPEST} deep in one another."
            )
        node = Node(_short(name), line, attributes)
        if self.open:
            self.open[-1][0].children.append(node)
        else:
            self.root = node
        self.open.append((node, []))

    def data(self, text: str) -> None:
        self.open[-1][1].append(text)

    def end(self, name: str) -> None:
        node, texts = self.open.pop()
        node.text = "".join(texts).replace(self.mark, "\r")


# The addresses of the export's namespaces, by the word that its own files write for each.
PREFIXES = {
    "http://wordpress.org/export/1.2/": "wp",
    "http://wordpress.org/export/1.1/": "wp",
    "http://wordpress.org/export/1.2/excerpt/": "excerpt",
    "http://wordpress.org/export/1.1/excerpt/": "excerpt",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://wellformedweb.org/CommentAPI/": "wfw",
}


def _short(name: str) -> str:
    address, _, word = name.rpartition(" ")
    return f"{PREFIXES.get(address, address)}:{word}" if address else word
