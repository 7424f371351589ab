"""Counting failures in the shared cache, so that guessing becomes slow on every process at once."""

import hashlib

from django.core.cache import cache


def count(what: str, who: str, *, seconds: int) -> int:
    """One more failure of `who` at `what`; how many there were within the last `seconds`."""
    key = _key(what, who)
    cache.add(key, 0, seconds)
    return cache.incr(key)


def counted(what: str, who: str) -> int:
    """How many failures are remembered; nothing is added."""
    return cache.get(_key(what, who), 0)


def forget(what: str, who: str) -> None:
    cache.delete(_key(what, who))


def _key(what: str, who: str) -> str:
    return f"failures-{what}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"
