"""How far a long job is, in whole per cent: told as it goes, and so rarely that the telling costs nothing."""

import time
from collections.abc import Callable

# Seconds between two tellings.
PAUSE = 1.0


class Progress:
    """`tell` is called with more each time, never with a hundred: that the job is done is said by its state."""

    def __init__(self, tell: Callable[[int], None] = lambda per_cent: None) -> None:
        self._tell = tell
        self._told = 0
        self._at = time.monotonic()

    def between(self, start: int, stop: int, part: float = 1.0) -> None:
        """So much of the way from `start` to `stop` per cent: a `part` from 0 to 1."""
        now, whole = time.monotonic(), min(int(start + (stop - start) * part), 99)
        if whole > self._told and now - self._at >= PAUSE:
            self._told, self._at = whole, now
            self._tell(whole)
