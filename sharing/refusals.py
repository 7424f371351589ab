"""Why an item cannot be saved or taken back as was asked: the same reasons in every room."""

from typing import Any


class ReferenceTaken(ValueError):
    """The uid belongs to another item than one this person may save under."""


class Refused(ValueError):
    """What was asked cannot be done; `errors` is {field: sentence}, with "" for the whole form."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class Stale(ValueError):
    """The item was changed since its form was opened; `stored` is it as it stands now."""

    def __init__(self, stored: Any) -> None:
        super().__init__("This was changed after you opened it.")
        self.stored = stored


class TooLate(ValueError):
    """The item was deleted too long ago to be taken back; the message says how long that is possible."""
