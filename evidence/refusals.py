"""Why a file is not kept."""

from collections.abc import Sequence

from django.core.exceptions import BadRequest


class Refused(ValueError):
    """A file that cannot be kept as evidence; the text is the sentence to show."""


class OverQuota(Refused, BadRequest):
    """There is no room for it. Of two requests at once for the last room the later answers 400 and saves nothing."""


class BadPart(Refused):
    """A part that is not the one announced: it can be sent again."""


class Incomplete(ValueError):
    """The file is not whole yet; `missing` are the numbers of its parts that have not arrived."""

    def __init__(self, missing: Sequence[int]) -> None:
        super().__init__("Some parts have not arrived.")
        self.missing = missing


class StillHeld(ValueError):
    """A version that something frozen points to; the text says what."""


def megabytes(size: int) -> str:
    """Bytes as people read them, rounded up, so that a file over the limit never seems to be at it."""
    return _rounded_up(size, 1024**2, "MB")


def room_size(size: int) -> str:
    """As `megabytes`, in gigabytes from one on."""
    return _rounded_up(size, 1024**3, "GB") if size >= 1024**3 else megabytes(size)


def _rounded_up(size: int, unit: int, name: str) -> str:
    tenths = -(-size * 10 // unit)
    return f"{tenths // 10} {name}" if tenths % 10 == 0 else f"{tenths / 10:.1f} {name}"
