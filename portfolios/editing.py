"""A page as the editing form sees it: an ordered list of blocks, and what the buttons beside each do. No ORM."""

import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

MOST_BLOCKS = 100
MOST_OUTLINED = 60
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# The kinds of block by what they are about, in the order in which they are offered.
GROUPS = {
    "Words": {
        "heading": "Heading",
        "text": "Text",
        "table": "Table",
    },
    "About you": {
        "profile": "Profile",
        "post": "Employment",
        "qualification": "Qualification",
        "skills": "Skills",
        "publication": "Publication",
    },
    "From your record": {
        "image": "Picture from your evidence",
        "gallery": "Evidence gallery",
        "evidence": "Evidence",
        "entries": "Journal entries",
        "activities": "Activities",
        "assessments": "Assessment results",
        "latest": "The latest that fit",
    },
    "Elsewhere": {
        "embed": "Video, data or drawing",
        "link": "Link",
    },
}
KINDS = {kind: label for group in GROUPS.values() for kind, label in group.items()}
# Blocks that show chosen items, and the kind of item each shows.
SHOWS = {
    "image": "evidence",
    "gallery": "evidence",
    "evidence": "evidence",
    "entries": "entry",
    "activities": "activity",
    "assessments": "assessment",
}


@dataclass(frozen=True)
class Box:
    """One block: its id, its kind (a key of KINDS) and the value of each of its boxes."""

    id: str
    kind: str
    value: dict[str, Any]

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def outline(self) -> str:
        """The block in a line: what it is, and how its words begin."""
        words = next(
            (self.value[name] for name in ("title", "text", "role", "caption") if self.value.get(name)), ""
        )
        first = words.strip().partition("\n")[0]
        return f"{self.label}: {first[:MOST_OUTLINED]}" if first else self.label


def boxes_of(body: Iterable[Any]) -> list[Box]:
    """The blocks of a Wagtail stream, with lists as plain lists."""
    return [
        Box(str(child.id), child.block_type, {name: _plain(value) for name, value in child.value.items()})
        for child in body
    ]


def stored(boxes: Iterable[Box]) -> list[dict[str, Any]]:
    """The blocks in the shape that a Wagtail stream reads."""
    return [{"type": box.kind, "value": box.value, "id": box.id} for box in boxes]


def named(marks: Iterable[str]) -> list[tuple[str, str]]:
    """(id, kind) of each `id:kind` that a form sends; what is no block of ours is left out."""
    pairs = (mark.partition(":")[::2] for mark in marks)
    return [(id_, kind) for id_, kind in pairs if ID.fullmatch(id_) and kind in KINDS][:MOST_BLOCKS]


def rearranged(boxes: list[Box], order: str) -> list[Box]:
    """The list after a button: `add:KIND`, `up:ID`, `down:ID`, `copy:ID` or `remove:ID`; unchanged for any other."""
    verb, _, about = order.partition(":")
    if verb == "add" and about in KINDS and len(boxes) < MOST_BLOCKS:
        return [*boxes, Box(str(uuid.uuid4()), about, {})]
    at = next((index for index, box in enumerate(boxes) if box.id == about), None)
    if at is None:
        return boxes
    before, box, after = boxes[:at], boxes[at], boxes[at + 1 :]
    match verb:
        case "up" if before:
            return [*before[:-1], box, before[-1], *after]
        case "down" if after:
            return [*before, after[0], box, *after[1:]]
        case "copy" if len(boxes) < MOST_BLOCKS:
            return [*before, box, replace(box, id=str(uuid.uuid4())), *after]
        case "remove":
            return [*before, *after]
    return boxes


@dataclass(frozen=True)
class Gone:
    """A block that was just removed, and where it stood: it travels with the form, so that it can be put back."""

    box: Box
    at: int

    @classmethod
    def by(cls, order: str, boxes: list[Box]) -> "Gone | None":
        """What this button takes out of these blocks."""
        verb, _, about = order.partition(":")
        return next(
            (cls(box, at) for at, box in enumerate(boxes) if verb == "remove" and box.id == about), None
        )

    @classmethod
    def read(cls, text: str) -> "Gone | None":
        """As a form sends it back; None where that is nothing we wrote."""
        try:
            id_, kind, value, at = json.loads(text)
            known = (
                ID.fullmatch(id_)
                and kind in KINDS
                and isinstance(at, int)
                and all(map(_is_plain, value.values()))
            )
        except (AttributeError, TypeError, ValueError, RecursionError):
            return None
        return cls(Box(id_, kind, value), at) if known else None

    def __str__(self) -> str:
        return json.dumps([self.box.id, self.box.kind, self.box.value, self.at])

    def put_back(self, boxes: list[Box]) -> list[Box]:
        """The blocks with it in its old place; unchanged where there is no room, or it stands there already."""
        if len(boxes) >= MOST_BLOCKS or any(box.id == self.box.id for box in boxes):
            return boxes
        return [*boxes[: self.at], self.box, *boxes[self.at :]]


def uids_of(box: Box) -> list[str]:
    """Uids of the items that this block shows, in its order."""
    return [uid for uid in box.value.get("uids") or [box.value.get("evidence", "")] if uid]


def touched(before: list[Box], after: list[Box], order: str) -> str:
    """Id of the block to show after a button: the new one, the moved one, or the one in the place of what went; or ""."""
    old, about = [box.id for box in before], order.partition(":")[2]
    new = next((box.id for box in after if box.id not in old), "")
    if new or about not in old or not after:
        return new
    return about if any(box.id == about for box in after) else after[min(old.index(about), len(after) - 1)].id


def evidence_named(boxes: Iterable[Box]) -> set[str]:
    """Uids of the evidence that these blocks show."""
    return {uid for box in boxes if SHOWS.get(box.kind) == "evidence" for uid in uids_of(box)}


def _plain(value: Any) -> Any:
    """A box that a block did not have when it was saved is empty."""
    if value is None:
        return ""
    return with_plain_lines(value) if isinstance(value, str) else list(value)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def with_plain_lines(text: str) -> str:
    """The text as it was typed, whether a browser sent it or a person did: two versions of it are to be equal."""
    return text.replace("\r\n", "\n")
