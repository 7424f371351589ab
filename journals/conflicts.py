"""Two versions of an entry, side by side in words."""

from typing import Any

from journals.forms import EntryForm
from journals.models import Entry
from lib.formats import day
from sharing.conflicts import differing
from sharing.models import Audience

LABELS = {
    "title": "Title",
    "date": "Date",
    "body": "Text",
    "tags": "Tags",
    "audience": "Who can read it",
    "sealed": "Sealed",
}


def differences(stored: Entry, form: EntryForm) -> list[dict[str, str]]:
    """The fields in which the stored entry and the form differ: label, stored, yours. For its owner only."""
    typed = {"audience": stored.audience} | form.values()
    return differing(stored, typed, labels=LABELS, spoken=spoken)


def spoken(name: str, value: Any) -> str:
    """A field's value as the screen says it."""
    if name == "date":
        return day(value)
    if name == "audience":
        return str(Audience(value).label)
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value
