"""Small typed readers of environment variables: a missing or wrong value stops the start with one sentence."""

import os
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}; the README says what it holds.")
    return default


def parsed(name: str, default: T, parse: Callable[[str], T], *, meaning: str) -> T:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return parse(value)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"The environment variable {name} must be {meaning}; it is {value!r}."
        ) from error


def flag(name: str, default: bool = False) -> bool:
    meanings = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    return parsed(name, default, lambda value: meanings[value.lower()], meaning="1 or 0")


def number(name: str, default: int) -> int:
    return parsed(name, default, int, meaning="a whole number")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def socket_address(value: str) -> str:
    """tcp://host:port or unix:///path, as it came. Raises ValueError for anything else."""
    parts = urlsplit(value)
    if (parts.scheme == "tcp" and parts.hostname and parts.port) or (parts.scheme == "unix" and parts.path):
        return value
    raise ValueError(value)
