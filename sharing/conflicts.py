"""Two versions of an item, side by side."""

from collections.abc import Callable
from typing import Any

from sharing.models import SealableItem


def differing(
    stored: SealableItem, typed: dict[str, Any], *, labels: dict[str, str], spoken: Callable[[str, Any], str]
) -> list[dict[str, str]]:
    """Rows for parts/conflict.html: the fields of `labels` in which the stored item differs from what was typed.

    `spoken(name, value)` says a value in words. It opens sealed words: for the owner's own session only.
    """
    kept = stored.words()
    rows = []
    for name, label in labels.items():
        held = kept[name] if name in kept else getattr(stored, name)
        if held != typed[name]:
            rows.append({"label": label, "stored": spoken(name, held), "yours": spoken(name, typed[name])})
    return rows
