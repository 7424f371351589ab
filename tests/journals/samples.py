"""Entries for the tests, written by the real actions."""

from datetime import date
from typing import Any

from journals import actions
from journals.models import Entry

VALUES: dict[str, Any] = {
    "title": "What the validation taught me",
    "body": "The coldest point was **not** the drain.",
    "date": date(2026, 3, 16),
    "tags": ["autoclave"],
    "sealed": False,
}
# What the form sends.
FORM = {
    "title": "A week on the cryostat",
    "date": "16/3/26",
    "body": "I cut forty sections.",
    "tags": "cryostat, histology",
    "audience": "supervisors",
}


def write(owner, *, publish: bool = True, **values: Any) -> Entry:
    entry, _ = actions.save_entry(owner=owner, values=VALUES | values, publish=publish)
    return entry
