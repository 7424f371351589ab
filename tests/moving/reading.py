"""The export read a second time, by other means than the importer's: what the tests compare with."""

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

EXPORT = Path(__file__).parent / "export"
WP = "{http://wordpress.org/export/1.2/}"
BODY = "{http://purl.org/rss/1.0/modules/content/}encoded"
EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"
STATUS_DRAFT = ("draft", "pending", "future")
# Two bytes that a parser leaves alone stand in for a Windows line end's, so that lengths stay true.
TWO_BYTES = "\u0378"


@dataclass(frozen=True)
class Source:
    """One item of the export: `meta` holds the last value under a key, `rows` every one."""

    address: str
    number: str
    kind: str
    status: str
    title: str
    body: str
    excerpt: str
    date: str
    password: str
    meta: dict[str, str]
    rows: dict[str, list[str]]
    terms: list[tuple[str, str]]
    comments: list[dict[str, str]]

    @property
    def source(self) -> str:
        return f"{self.address}#post/{self.number}"

    @property
    def is_brought(self) -> bool:
        return self.status not in ("trash", "auto-draft")

    @property
    def is_private(self) -> bool:
        return self.status == "private" or bool(self.password)


def text_of(element) -> str:
    return (element.text or "").replace(TWO_BYTES, "\r\n") if element is not None else ""


def read(name: str) -> list[Source]:
    raw = (EXPORT / name).read_bytes()
    assert TWO_BYTES.encode() not in raw
    channel = ET.fromstring(raw.replace(b"\r\n", TWO_BYTES.encode())).find("channel")  # noqa: S314 - our own file
    address = text_of(channel.find(f"{WP}base_blog_url"))
    return [_item(address, item) for item in channel.findall("item")]


def _item(address: str, item) -> Source:
    rows: dict[str, list[str]] = {}
    for meta in item.findall(f"{WP}postmeta"):
        rows.setdefault(text_of(meta.find(f"{WP}meta_key")), []).append(text_of(meta.find(f"{WP}meta_value")))
    said = [
        {one.tag.removeprefix(f"{WP}comment_"): text_of(one) for one in comment}
        | {
            f"meta:{text_of(one.find(f'{WP}meta_key'))}": text_of(one.find(f"{WP}meta_value"))
            for one in comment.findall(f"{WP}commentmeta")
        }
        for comment in item.findall(f"{WP}comment")
    ]
    return Source(
        address=address,
        number=text_of(item.find(f"{WP}post_id")),
        kind=text_of(item.find(f"{WP}post_type")),
        status=text_of(item.find(f"{WP}status")),
        title=text_of(item.find("title")),
        body=text_of(item.find(BODY)),
        excerpt=text_of(item.find(EXCERPT)),
        date=text_of(item.find(f"{WP}post_date")),
        password=text_of(item.find(f"{WP}post_password")),
        meta={key: values[-1] for key, values in rows.items()},
        rows=rows,
        terms=[(one.get("domain"), html.unescape(text_of(one))) for one in item.findall("category")],
        comments=said,
    )


def flat(value: str) -> dict[str, str]:
    """A serialised array of texts and numbers, one deep: key by key, each text cut out by its length in bytes."""
    data, found, parts = value.encode(), {}, []
    at = data.index(b"{") + 1
    while data[at : at + 1] != b"}":
        end = data.index(b":", at + 2) if data[at : at + 1] == b"s" else data.index(b";", at)
        if data[at : at + 1] == b"s":
            size = int(data[at + 2 : end])
            parts.append(data[end + 2 : end + 2 + size].decode())
            at = end + size + 4
        else:
            parts.append(data[at + 2 : end].decode())
            at = end + 1
    for key, one in zip(parts[::2], parts[1::2], strict=True):
        found[re.sub(r"_cpd_(criteria|evidence)_", "", key)] = one
    return found


def words(source: str) -> list[str]:
    """The words of a piece of HTML, without the tags that are layout."""
    return re.findall(r"\w+", html.unescape(re.sub(r"</?(?!script)[a-zA-Z][^<>]*>", " ", source)))


def holds(text: str, source: str) -> bool:
    """Whether `text` says all the words of the source, one after the other."""
    return f" {' '.join(words(source))} " in f" {' '.join(re.findall(chr(92) + 'w+', text))} " or not words(
        source
    )
