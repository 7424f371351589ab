"""What becomes of each thing: plain records that `store_*` writes as they are. No ORM."""

import hashlib
import uuid
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from moving.aspirecpd.export import Post

NAMESPACE = uuid.UUID("6f1d1c5e-6c1b-5d0e-9a53-0c3a8f0a7c11")
ONLY_ME, SUPERVISORS = "only_me", "supervisors"


def uid_of(source: str) -> uuid.UUID:
    """The same thing of the old system has the same uid, however often it is read."""
    return uuid.uuid5(NAMESPACE, source)


def item_source(address: str, number: str) -> str:
    """Where an item of the journal at this address comes from."""
    return f"{address}#post/{number}"


def digest_of(thing: Any) -> str:
    """Tells whether a thing has changed there since: its words and values, not where in the file it stands nor what was
    said about it, which comes by itself."""
    return hashlib.sha256(repr(_facts(thing)).encode()).hexdigest()


def _facts(thing: Any) -> Any:
    if isinstance(thing, tuple):
        return [_facts(one) for one in thing]
    if not is_dataclass(thing):
        return thing
    return [_facts(getattr(thing, one.name)) for one in fields(thing) if one.name not in ("line", "remarks")]


@dataclass(frozen=True)
class Piece:
    """Evidence on an item: a `link` (url), an `item` (ref_kind, ref_source) or a `file` (path, name)."""

    source: str
    kind: str
    title: str
    url: str = ""
    ref_kind: str = ""
    ref_source: str = ""
    path: str = ""


@dataclass(frozen=True)
class Item:
    """An entry or activity: `values` are columns of its model. Its own place in the old system is `source`."""

    kind: str
    source: str
    digest: str
    values: dict[str, Any]
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Work:
    """An assessment. `criteria` are columns of each; `handed_in_at` None: nothing is frozen. `moves` are (state, when)."""

    source: str
    digest: str
    values: dict[str, Any]
    creator: str
    criteria: tuple[dict[str, Any], ...]
    moves: tuple[tuple[str, datetime], ...]
    handed_in_at: datetime | None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A page of the webfolio."""

    source: str
    digest: str
    title: str
    text: str
    published: bool


@dataclass(frozen=True)
class Said:
    """A comment on the item `about`; `author` is a user's number there, empty for nobody with an account."""

    source: str
    digest: str
    kind: str
    about: str
    author: str
    author_name: str
    as_supervisor: bool
    reply_to: str
    words: str
    score: int | None
    at: datetime


@dataclass
class Brought:
    """Everything of one journal that is new here. `owner` is their number in the table of people."""

    file: str
    owner: str
    items: list[Item] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)


def moment(text: str) -> datetime | None:
    """A time as the export writes it, in UTC; None where it is unset or none."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def times_of(post: Post) -> tuple[datetime, datetime]:
    """(made, changed). A draft has no UTC time; its local one is taken for it."""
    made = moment(post.date_gmt) or moment(post.date) or datetime(1970, 1, 1, tzinfo=UTC)
    return made, max(made, moment(post.modified_gmt) or made)


def day_of(post: Post) -> date:
    """The day its writer saw on it."""
    made = moment(post.date) or moment(post.date_gmt)
    return made.date() if made else date(1970, 1, 1)
