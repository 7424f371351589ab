"""What becomes of each row of evidence: a link, a file that was handed over, a pointer to an item, or a named gap. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from moving.aspirecpd.export import Meta, Post
from moving.aspirecpd.judged import Piece
from moving.aspirecpd.php import BadValue, unserialise
from moving.aspirecpd.report import Notes
from moving.aspirecpd.standing import Place
from moving.aspirecpd.words import plain

ROWS = "_cpd_group"
KEYS = {
    "_cpd_evidence_type", "_cpd_evidence_title", "_cpd_evidence_file", "_cpd_evidence_journal", "_cpd_evidence_url",
}  # fmt: skip
ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
LONGEST_ADDRESS = 1000
# What an item of each old type is called where evidence points at it; others can be named, not pointed at.
POINTED_AT = {"post": "entry", "ppd": "activity"}


@dataclass(frozen=True)
class Surroundings:
    """What a row may point at: the journal's items by number, and (address of an upload) -> the path of its file or ""."""

    posts: Mapping[str, Post]
    sources: Mapping[str, str]
    find_file: Callable[[str], str]


@dataclass
class Evidence:
    """The pieces, and the lines that stand in the item's own words for those that could not be brought."""

    notes: Notes
    pieces: list[Piece] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def evidence_of(post: Post, place: Place, around: Surroundings) -> Evidence:
    found = Evidence(place.notes)
    for number, meta in enumerate(post.rows(ROWS), start=1):
        row = _row(meta, place.notes, number)
        if row is not None:
            _judge(_Row(f"{place.source}/evidence/{number}", number, meta.line, row), around, found)
    return found


@dataclass(frozen=True)
class _Row:
    source: str
    number: int
    line: int
    values: dict[str, str]

    def get(self, key: str) -> str:
        return self.values.get(f"_cpd_evidence_{key}", "").strip()

    @property
    def title(self) -> str:
        return plain(self.get("title")).text


def _row(meta: Meta, notes: Notes, number: int) -> dict[str, str] | None:
    try:
        value = unserialise(meta.text)
    except BadValue as error:
        notes.unclear(f"row {number} of its evidence cannot be read: {error}", line=meta.line)
        return None
    if not isinstance(value, dict):
        notes.unclear(f"row {number} of its evidence is no row", line=meta.line)
        return None
    for key in value:
        if key not in KEYS:
            notes.unclear(f"row {number} of its evidence has a value that is not known here", line=meta.line)
    return {str(key): "" if one is None else str(one) for key, one in value.items()}


def _judge(row: _Row, around: Surroundings, found: Evidence) -> None:
    """Add the row to the pieces or to the gaps; nothing of it is lost."""
    match row.get("type"):
        case "url":
            _link(row, found)
        case "journal":
            _pointer(row, around, found)
        case "upload":
            _file(row, around, found)
        case _:
            said = " ".join(filter(None, (row.title, row.get("file"), row.get("url"), row.get("journal"))))
            found.gaps.append(f"Evidence without a kind: {said or 'an empty row'}")
            found.notes.unclear(
                f"row {row.number} of its evidence has no kind; its words are kept", line=row.line
            )


def _link(row: _Row, found: Evidence) -> None:
    url = row.get("url")
    if ADDRESS.fullmatch(url) and len(url) <= LONGEST_ADDRESS:
        found.pieces.append(Piece(row.source, "link", (row.title or url)[:200], url=url))
        return
    found.gaps.append(
        f"Evidence without an address: {' '.join(filter(None, (row.title, url))) or 'nothing said'}"
    )
    found.notes.unclear(
        f"row {row.number} of its evidence is no web address; its words are kept", line=row.line
    )


def _pointer(row: _Row, around: Surroundings, found: Evidence) -> None:
    number = row.get("journal")
    post = around.posts.get(number)
    kind = POINTED_AT.get(post.type, "") if post else ""
    if kind and number in around.sources and post is not None:
        title = (post.title or "Untitled")[:200]
        found.pieces.append(
            Piece(row.source, "item", title, ref_kind=kind, ref_source=around.sources[number])
        )
    elif post is not None and number in around.sources:
        found.gaps.append(f"Evidence: {post.title or 'untitled'} (from my journal)")
        found.notes.changed(
            f"row {row.number} of its evidence names item {number}, by its words", line=row.line
        )
    else:
        why = "was in the bin" if post else "is not in the journal"
        found.gaps.append(f"Evidence missing: item {number or 'without a number'}, which {why}")
        found.notes.left(
            f"row {row.number} of its evidence points at item {number}, which {why}", line=row.line
        )


def path_of(address: str) -> str:
    """The path in an upload's address, with its signs as they are; empty for what is no address."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _file(row: _Row, around: Surroundings, found: Evidence) -> None:
    address = row.get("file")
    if address.isdigit():
        post = around.posts.get(address)
        address = post.attachment_url if post and post.type == "attachment" else ""
        if not address:
            found.gaps.append(f"Evidence missing: {row.title or 'a file'} (no such file in the library)")
            found.notes.left(f"row {row.number} of its evidence: the library has no such file", line=row.line)
            return
    name = path_of(address).rpartition("/")[2] or address
    if not address:
        found.gaps.append(f"Evidence missing: {row.title or 'a file'} (no file was chosen)")
        found.notes.left(f"row {row.number} of its evidence: no file was chosen", line=row.line)
    elif path := around.find_file(address):
        found.pieces.append(Piece(row.source, "file", (row.title or name)[:200], path=path, url=name))
    else:
        found.gaps.append(f"Evidence missing: {row.title or name} ({name}: the file was not handed over)")
        found.notes.left(f"row {row.number} of its evidence: the file was not handed over", line=row.line)
