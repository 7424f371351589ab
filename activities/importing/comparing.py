"""A row of a file beside the activity it names: what is the same, what would change, what is told and never written."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from activities.exports import COLUMNS, cells
from activities.importing.columns import COMPARED, FIELDS
from activities.models import Activity, Category
from lib.formats import day, duration

# Which fields of an activity a column of the file can change.
TOUCHES = {"start_date": ("start_date", "end_date"), "duration": ("minutes",)}
LABELS = {**FIELDS, "minutes": "Length"}
SHOWN = 90


def exported(activity: Activity) -> dict[str, str]:
    """The cells of an export by column, as they are read back."""
    return {name: _text(value) for name, value in zip(COLUMNS, cells(activity), strict=True)}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def even(text: str) -> str:
    """A text without what programs change on the way: the kind of line ends, outer spaces."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def same_as_exported(row: dict[str, str], stored: dict[str, str]) -> bool:
    """Whether all that the row would write stands in it as an export of that activity has it."""
    written = [name for name in row if name not in COMPARED]
    return all(name in stored and even(row[name]) == even(stored[name]) for name in written)


def told(row: dict[str, str], stored: dict[str, str]) -> list[str]:
    """What differs and is never written, as sentences; the moment of the last change first, as it is a warning."""
    found = [name for name in COMPARED if name in row and even(row[name]) != even(stored[name])]
    notes = ["You changed it in your log after this file was made."] if "changed" in found else []
    return notes + [
        f"Not imported: {LABELS[name].removesuffix(' (compared only)').lower()} is “{row[name]}” in the file, "
        f"“{stored[name]}” in your log."
        for name in found
        if name != "changed"
    ]


def differences(row: dict[str, str], activity: Activity, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """(field, new value) for all that the row would change."""
    words = activity.words()
    touched = dict.fromkeys(field for name in row for field in TOUCHES.get(name, (name,)) if field in values)
    for field in touched:
        now, new = words.get(field, getattr(activity, field)), values[field]
        if (even(now) != even(new)) if isinstance(now, str) and isinstance(new, str) else now != new:
            yield field, new


def shown(field: str, value: Any) -> str:
    """A value in the words of the screen, cut to SHOWN characters."""
    if value is None:
        return "still going on" if field == "end_date" else "nothing"
    if field in ("start_date", "end_date"):
        return day(value)
    if field == "minutes":
        return duration(value)
    if field == "category":
        return Category(value).label
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(value) if isinstance(value, list) else " ".join(str(value).split())
    return (f"{text[:SHOWN]}…" if len(text) > SHOWN else text) or "nothing"
