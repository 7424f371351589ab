"""What somebody wrote may mean two things: the question, and the readings to choose from."""

from collections.abc import Sequence
from typing import NamedTuple


class Reading(NamedTuple):
    """One thing that was perhaps meant: `value` is a text that can be read in one way only, `label` says it."""

    value: str
    label: str


class Ambiguous(ValueError):
    """Could be several things; the text asks which. `readings` are offered to choose from, and may be none."""

    def __init__(self, question: str, readings: Sequence[Reading] = ()) -> None:
        super().__init__(question)
        self.readings = tuple(readings)
