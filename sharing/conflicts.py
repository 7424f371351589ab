"""Two versions of an item, side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from sharing.models import SealableItem


def differing(
    stored: SealableItem, typed: dict[str, Any], *, labels: dict[str, str], spoken: Callable[[str, Any], str]
) -> list[dict[str, str]]:
    """Rows for parts/conflict.html: the fields of `labels` in which the stored item differs from what was typed.

    `spoken(name, value)` says a value in words. It opens sealed words: for the owner's own session only.
    """
    words = stored.words()
    kept = {name: words[name] if name in words else getattr(stored, name) for name in labels}
    return compared(kept, typed, labels=labels, spoken=spoken)


def compared(
    kept: Mapping[str, Any],
    typed: Mapping[str, Any],
    *,
    labels: Mapping[str, str],
    spoken: Callable[[str, Any], str],
) -> list[dict[str, str]]:
    """Rows for the fields of `labels` in which two versions differ, each value said by `spoken(name, value)`."""
    return [
        {"label": label, "stored": spoken(name, kept[name]), "yours": spoken(name, typed[name])}
        for name, label in labels.items()
        if kept[name] != typed[name]
    ]
