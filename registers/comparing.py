"""What changed between two editions of a pack: each field that was added, taken away or says something else. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What names an item of a list; without one of these an item is named by what it says.
KEYS = ("code", "key", "name", "title", "reason", "for", "url", "date")
# Of the file, not of the rules.
LEFT_OUT = ("schema", "retrieved", "examples")


@dataclass(frozen=True)
class Difference:
    """One field, named by its path; `before` or `after` is None where it is not there. Values are short texts."""

    field: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def part(self) -> str:
        """The part of the pack it belongs to: the first word of its path."""
        return self.field.split(" › ")[0]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """From one edition's data to another's, in the order of the newer one, then what it no longer has."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    names = [*new, *(name for name in old if name not in new)]
    return [
        Difference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    ]


def _leaves(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if name not in LEFT_OUT:
            yield from _walk(value, _words(name))


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(inner, f"{path} › {_words(name)}")
    elif isinstance(value, list):
        yield from _list(value, path)
    else:
        yield path, _said(value)


def _list(items: list[Any], path: str) -> Iterator[tuple[str, str]]:
    """Items are told apart by their own names, so that a new one in the middle does not shift the rest."""
    taken: dict[str, int] = {}
    for item in items:
        name = _name_of(item)
        taken[name] = taken.get(name, 0) + 1
        again = f" ({taken[name]})" if taken[name] > 1 else ""
        if isinstance(item, Mapping | list):
            yield from _walk(item, f"{path} › {name}{again}")
        else:
            yield f"{path} › {name}{again}", name


def _name_of(item: Any) -> str:
    if not isinstance(item, Mapping):
        return _said(item)
    name = next((str(item[key]) for key in KEYS if item.get(key) is not None), "item")
    grades = item.get("grades")
    return f"{name} ({', '.join(grades)})" if isinstance(grades, list) and grades else name


def _words(name: Any) -> str:
    return str(name).replace("_", " ")


def _said(value: Any) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
