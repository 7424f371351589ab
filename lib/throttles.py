"""Counting failures in the shared cache, so that guessing becomes slow on every process at once."""

import hashlib

from django.core.cache import cache


def count(what: str, who: str, *, seconds: int) -> int:
    """One more failure of `who` at `what`; how many there were within the last `seconds`."""
    key = f"failures-{what}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    return cache.incr(key)
