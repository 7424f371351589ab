"""Which work falls into a share: fixed by seed and uid alone, so that nobody can choose, and anyone can check. Pure."""

import hashlib
from typing import Any

WHOLE = 2**256


def falls_in(seed: str, uid: Any, percent: int) -> bool:
    """Whether SHA-256 of "seed:uid", as a number, lies in the lowest `percent` (0 to 100) hundredths of all. Exact."""
    drawn = int(hashlib.sha256(f"{seed}:{uid}".encode()).hexdigest(), 16)
    return drawn * 100 < percent * WHOLE
