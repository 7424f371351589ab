"""One digest for one meaning: the same fields give the same SHA-256, whatever their order."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical_json(value: Any) -> str:
    """Keys sorted, no spaces, text in Unicode form NFC with plain line ends.

    Days, moments, decimals and uids become text; any other object, and NaN, raises TypeError or ValueError.
    """
    return json.dumps(
        _plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def digest_of_many(values: Iterable[Any]) -> str:
    """One digest for all of them, whatever their order."""
    return hashlib.sha256("\n".join(sorted(map(digest, values))).encode()).hexdigest()


def digest_of_key(key: str) -> str:
    """What is kept of a key that opens something by itself (a token, a link): its SHA-256, never the key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    if isinstance(value, dict):
        return {_key(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # 1.50 and 1.5 are one number
    if isinstance(value, UUID):
        return str(value)
    return value


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"A digest takes text as keys, not {type(key).__name__}.")
    return key
