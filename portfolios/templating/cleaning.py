"""What of a page may be carried to another: its words. No ORM."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from portfolios.editing import KINDS, Box
from portfolios.reading import SHOWS

# Blocks of a template hold words; what shows somebody's items is filled in by whoever uses it.
WORDY = {kind: label for kind, label in KINDS.items() if kind not in SHOWS}


def boxes_in(body: Iterable[dict[str, Any]]) -> list[Box]:
    """The blocks of a template's page as the editing form sees them."""
    return [Box(one["id"], one["type"], one["value"]) for one in body if one["type"] in WORDY]


def clean(boxes: Iterable[Box]) -> list[Box]:
    """The blocks that hold words alone: nobody's evidence, entry or activity goes along."""
    return [box for box in boxes if box.kind in WORDY]


def afresh(body: Iterable[dict[str, Any]]) -> list[Box]:
    """The blocks of a template's page for a page of somebody's own, each with an id of its own."""
    return [replace(box, id=str(uuid.uuid4())) for box in boxes_in(body)]
