"""A page as the editing form sees it: an ordered list of blocks, and what the buttons beside each do. No ORM."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

MOST_BLOCKS = 100
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

KINDS = {
    "heading": "Heading",
    "text": "Text",
    "image": "Picture from your evidence",
    "evidence": "Evidence",
    "entries": "Journal entries",
    "activities": "Activities",
    "link": "Link",
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


def in_words(boxes: Iterable[Box]) -> str:
    """What the blocks say, a line each, to compare two versions by eye."""
    return "\n".join(filter(None, (_line(box) for box in boxes)))


def evidence_named(boxes: Iterable[Box]) -> set[str]:
    """Uids of the evidence that these blocks show."""
    return {box.value["evidence"] for box in boxes if box.value.get("evidence")}


def _line(box: Box) -> str:
    if "uids" in box.value:
        return f"{box.label}: {len(box.value['uids'])} chosen"
    words = [value for name, value in box.value.items() if name != "evidence" and value]
    return ", ".join(words) or (box.label if box.value.get("evidence") else "")


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else list(value or [])
