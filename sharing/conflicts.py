"""Two versions of an item, side by side."""

from collections.abc import Callable, Mapping
from typing import Any


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
