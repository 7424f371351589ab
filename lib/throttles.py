"""Counting failures in the shared cache, so that guessing becomes slow on every process at once."""

import hashlib
import time

from django.core.cache import cache
from django.db import connection, transaction


def count(what: str, who: str, *, seconds: int) -> int:
    """One more failure of `who` at `what`; how many there were in the `seconds` that began with the first of them.

    The end is kept beside the number: a cache in the database gives a number that is counted up its own time anew.
    """
    key, now = _key(what, who), time.time()
    with transaction.atomic():
        _wait_for_turn(key)
        many, until = cache.get(key, (0, now + seconds))
        cache.set(key, (many + 1, until), max(1, until - now))
    return many + 1


def counted(what: str, who: str) -> int:
    """How many failures are remembered; nothing is added."""
    return cache.get(_key(what, who), (0, 0))[0]


def forget(what: str, who: str) -> None:
    cache.delete(_key(what, who))


def _wait_for_turn(key: str) -> None:
    """Many at the same moment count one after the other, whatever keeps the cache."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _key(what: str, who: str) -> str:
    return f"failures-{what}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"
