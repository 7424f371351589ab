"""A content-type cache keyed by schema.

Django keeps one cache per process; content types have other ids in each schema, and django-tenants empties the
cache on every switch, which is both a race between threads and two queries a page.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connections


class SchemaKeyedCache:
    """Looks like the dict Django expects (`cache[alias][key]`), holds one such dict per schema."""

    def __init__(self) -> None:
        self._by_schema: dict[tuple[str, str], dict] = {}

    def _place(self, alias: str) -> tuple[str, str]:
        return alias, connections[alias].schema_name

    def __getitem__(self, alias: str) -> dict:
        return self._by_schema[self._place(alias)]

    def setdefault(self, alias: str, default: dict) -> dict:
        return self._by_schema.setdefault(self._place(alias), default)

    def __iter__(self) -> Iterator:
        return iter(self._by_schema)

    def clear(self) -> None:
        """Called on each switch of schema: nothing to forget, the key holds the schema."""

    def drop(self, schema: str) -> None:
        """Forget one schema: it was removed, rebuilt or migrated."""
        for place in [place for place in list(self._by_schema) if place[1] == schema]:
            self._by_schema.pop(place, None)


cache = SchemaKeyedCache()


def install() -> None:
    """Every manager of ContentType shares the one cache."""
    for manager in ContentType._meta.managers:
        manager._cache = cache
    ContentType.objects._cache = cache
