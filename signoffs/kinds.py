"""What can be signed. Each room registers its kinds in `ready()`; a kind is a few plain functions on its things."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

PLAIN, PROSE, MARKDOWN = "plain", "prose", "markdown"


@dataclass(frozen=True)
class Fact:
    """A label and a text, shown to the signer and frozen. `look` says how it is shown: one line, paragraphs or Markdown."""

    label: str
    text: str
    look: str = PLAIN


@dataclass(frozen=True)
class Described:
    """A thing in words: all that the signer sees of it. Another word here is another version, and voids a signature."""

    title: str
    facts: list[Fact]
    # {"uid", "title", "sha256"} of each piece of evidence.
    evidence: list[dict[str, str]] = field(default_factory=list)


def _nobody(thing: Any, member: Any) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """`model` has `uid`, `owner_id`, `get_absolute_url` and `objects.visible_to(member)`; sealed ones have `sealed`.

    `describe(thing)` may open sealed words: it is called in its owner's acts, and for the signer while nothing is sealed.
    `refusal(thing)` is a sentence where nobody can be asked about it as it stands. `question` may name {owner}.
    `queue(thing, person)` is the address where this colleague judges it signed in, "" for everybody else.
    """

    model: type[Any]
    noun: str
    question: str
    declaration: str
    describe: Callable[[Any], Described]
    refusal: Callable[[Any], str]
    queue: Callable[[Any, Any], str] = _nobody
    ask: str = "signoffs.ask_about"


KINDS: dict[str, Kind] = {}


def register(word: str, kind: Kind) -> None:
    KINDS[word] = kind


def find(word: str, uid: UUID, member: Any) -> Any | None:
    """The thing, if this member may read it; None for an unknown kind or uid alike."""
    kind = KINDS.get(word)
    return kind.model._default_manager.all().visible_to(member).filter(uid=uid).first() if kind else None


def stored(word: str, uids: Iterable[UUID]) -> dict[UUID, Any]:
    """The things themselves, by uid, whoever may read them: one query."""
    rows = KINDS[word].model._default_manager.filter(uid__in=list(uids)).select_related("owner")
    return {thing.uid: thing for thing in rows}
