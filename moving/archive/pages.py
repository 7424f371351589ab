"""The record as pages to read offline: an index, a list for each kind, a page for each thing. No scripts, relative links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from moving.archive.showing import ABOUT_IT, Link, day_of, lines_of, lines_of_block, title_of
from moving.archive.threads import threads_of
from moving.record.kinds import Kind
from moving.record.left_out import LEFT_OUT
from moving.record.listed import CARRIED, KINDS
from portfolios.reading import Piece

Row = Mapping[str, Any]
STYLE = "style.css"
# Kinds that are told on the page of what their `object_uid` names.
ABOUT = ("attachments", "comments", "sign_offs")
# Blocks of a webfolio that show nothing but their own words, and are shown as readers of the product see them.
WORDS = {"text", "table", "profile", "post", "qualification", "skills", "publication", "link"}
# Settings and the like: a list says all there is.
MOST_ON_LIST = 2_000


@dataclass
class Record:
    """The rows of a record, as pages need them: each kind's, and those that hang on a row or are about it."""

    rows: Mapping[str, Sequence[Row]]
    links: dict[str, Link] = field(default_factory=dict)
    under: dict[str, list[tuple[Kind, Row]]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind in KINDS:
            for row in self.rows.get(kind.name, ()):
                key = str(row[kind.key]) if kind.key and kind.key in row else ""
                if has_pages(kind) and key:
                    self.links[key] = (f"{kind.name}/{key}.html", title_of(kind, row))
                if kind.name == "evidence" and (path := picture_of(row)):
                    self.pictures[key] = path
                if kind.within:
                    self.under.setdefault(str(row[kind.within]), []).append((kind, row))
                if kind.name in ABOUT:
                    self.under.setdefault(str(row["object_uid"]), []).append((kind, row))


def picture_of(row: Row) -> str:
    """Where the file of a piece of evidence is that a page can show; "" where it is none."""
    return row.get("file") or "" if str(row.get("media_type")).startswith("image/") else ""


def has_pages(kind: Kind) -> bool:
    """Whether each of its rows has a page; others stand on that of what they belong to, or on their list."""
    return not kind.told and not kind.within and (kind.key == "uid" or kind.by is not None)


def pages_of(record: Record, head: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every page."""
    shown = [kind for kind in KINDS if record.rows.get(kind.name) and (not kind.within or has_pages(kind))]
    counted = [(kind, len(record.rows[kind.name])) for kind in shown]
    reasons = sorted(set(LEFT_OUT.values()))
    yield "index.html", _page("index", {"head": head, "kinds": counted, "reasons": reasons, "up": ""})
    for kind in shown:
        yield f"{kind.name}/index.html", _list(kind, record, head)
        if has_pages(kind):
            for row in record.rows[kind.name]:
                key = str(row["uid"])
                yield f"{kind.name}/{key}.html", _item(kind, row, record=record, head=head)


def _list(kind: Kind, record: Record, head: Mapping[str, Any]) -> bytes:
    rows = record.rows[kind.name]
    lines = (
        [{"href": f"{row['uid']}.html", "title": title_of(kind, row), "day": day_of(row)} for row in rows]
        if has_pages(kind)
        else [{"lines": lines_of(kind, row, record.links)} for row in rows[:MOST_ON_LIST]]
    )
    more = 0 if has_pages(kind) else max(0, len(rows) - MOST_ON_LIST)
    return _page("list", {"kind": kind, "lines": lines, "more": more, "head": head, "up": "../"})


def _item(kind: Kind, row: Row, *, record: Record, head: Mapping[str, Any]) -> bytes:
    groups: dict[str, list[Any]] = {}
    remarks = []
    for below, one in record.under.get(str(row["uid"]), ()):
        if below.name == "comments":
            remarks.append(one)
            continue
        groups.setdefault(below.title, []).append(_below(below, one, record=record, page=str(row["uid"])))
    context = {
        "kind": kind,
        "title": title_of(kind, row),
        "lines": lines_of(kind, {name: held for name, held in row.items() if name != "title"}, record.links),
        "picture": picture_of(row),
        "blocks": _blocks(row.get("body"), record) if kind.by else [],
        "groups": list(groups.items()),
        "threads": threads_of(remarks),
        "uid": row["uid"],
        "head": head,
        "up": "../",
    }
    return _page("item", context)


def _below(kind: Kind, row: Row, *, record: Record, page: str) -> dict[str, Any]:
    """What hangs on a thing; with what hangs on that, one step down. `page`: whose page it is."""
    deeper = [
        (one.title, lines_of(one, held, record.links))
        for one, held in record.under.get(str(row.get(kind.key, "")), ())
        if kind.key and one.within and one.model is not kind.model and CARRIED.get(kind.model) is kind
    ]
    named = row["evidence"] if kind.name == "attachments" else row.get("uid", "")
    # What is about the thing whose page this is need not say so.
    about = ABOUT_IT if str(row.get("object_uid")) == page else None
    href, title = record.links.get(str(named), ("", "")) if str(named) != page else ("", "")
    return {
        "href": href,
        "title": title,
        "lines": [(label, said) for label, said in lines_of(kind, row, record.links) if label != about],
        "deeper": deeper,
        "blocks": _blocks(row["body"], record) if kind.name == "webfolio_template_pages" else [],
    }


def _blocks(body: Iterable[Mapping[str, Any]] | None, record: Record) -> list[dict[str, Any]]:
    """The blocks of a webfolio's page, or of a template's, with what they name."""
    shown = []
    for block in body or ():
        kind, value = block["type"], block["value"]
        named = [value["evidence"]] if value.get("evidence") else value.get("uids", [])
        said = any(words for name, words in value.items() if name not in ("caption", "head"))
        shown.append(
            {
                "type": kind,
                "value": value,
                "piece": Piece(kind, value) if kind in WORDS and said else None,
                "items": [
                    (*record.links[uid], record.pictures.get(uid)) for uid in named if uid in record.links
                ],
                "lines": lines_of_block(value),
            }
        )
    return shown


def _page(name: str, context: Mapping[str, Any]) -> bytes:
    return render_to_string(f"moving/archive/{name}.html", dict(context)).encode()
