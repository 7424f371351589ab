"""Why an item cannot be saved as it was sent: the same two reasons in every room."""

from typing import Any


class ReferenceTaken(ValueError):
    """The uid belongs to another item than one this person may save under."""


class Stale(ValueError):
    """The item was changed since its form was opened; `stored` is it as it stands now."""

    def __init__(self, stored: Any) -> None:
        super().__init__("This was changed after you opened it.")
        self.stored = stored
