"""The editions of every pack in the order of their days, each knowing those before it.

Pure: checked data in, Timelines out. A licensed body's edition takes one more turn whenever a framework it inherits gets
a new edition, so that what it inherits is the text of the day too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from registers.building import build, changes_of, inherited_ids
from registers.editions import Edition, in_force
from registers.reading import Problem, Source
from registers.wording import day_text

Data = dict[str, Any]


@dataclass(frozen=True)
class Timeline:
    """One pack's editions, oldest first, and the turns they take: more where a framework they inherit changed."""

    editions: tuple[Edition, ...]
    turns: tuple[Edition, ...]

    def on(self, day: date) -> Edition:
        """The edition in force that day; before the first one held, the earliest."""
        return in_force(self.turns, day)


def assemble(packs: Iterable[Data]) -> Mapping[str, Timeline]:
    """Every pack's timeline by id, of the checked data of all editions of all packs."""
    held: dict[str, list[Data]] = {}
    for data in sorted(packs, key=begins):
        held.setdefault(data["id"], []).append(data)
    return MappingProxyType({name: _timeline(name, held) for name in sorted(held)})


def begins(data: Data) -> date:
    return data.get("valid_from") or date.min


def _timeline(name: str, held: Mapping[str, list[Data]]) -> Timeline:
    turns: list[Edition] = []
    editions = []
    for data, until in zip(held[name], [*map(begins, held[name][1:]), date.max], strict=True):
        for since in _turns_of(data, until, held):
            turns.append(_edition(data, since, held=held, history=tuple(turns)))
        editions.append(turns[-1])
    return Timeline(tuple(editions), tuple(turns))


def parent_ids(data: Data) -> tuple[str, ...]:
    fields_of = data["renewal_return"].get("inherits_fields")
    return tuple(dict.fromkeys((*inherited_ids(data), *([fields_of] if fields_of else ()))))


def _turns_of(data: Data, until: date, held: Mapping[str, list[Data]]) -> list[date | None]:
    """The days on which this edition begins or what it inherits changes while it holds; None where it has no first day."""
    later = {begins(each) for parent in parent_ids(data) for each in held[parent][1:]}
    return [data.get("valid_from"), *sorted(day for day in later if begins(data) < day < until)]


def _edition(
    data: Data, since: date | None, *, held: Mapping[str, list[Data]], history: tuple[Edition, ...]
) -> Edition:
    day = since or date.min
    parents = {name: _held_on(held[name], day) for name in parent_ids(data)}
    family = [data["id"], *inherited_ids(data)]
    changes = [(begins(each), one) for name in family for each in held[name] for one in changes_of(each)]
    return build(
        data,
        parents,
        since=since,
        history=history,
        changes=tuple(one for begun, one in changes if begun <= day),
        later_changes=tuple(one for begun, one in changes if begun > day),
    )


def _held_on(editions: list[Data], day: date) -> Data:
    return next((one for one in reversed(editions) if begins(one) <= day), editions[0])


def problems_between(sources: Iterable[Source]) -> Iterator[Problem]:
    """What is wrong between editions of one pack: no day to begin on, a day that is taken, or a version given twice."""
    ordered = sorted(sources, key=lambda source: (source.data["id"], begins(source.data)))
    for before, after in zip(ordered, ordered[1:], strict=False):
        if before.data["id"] == after.data["id"]:
            yield from _overlap(before, after)
    versions: dict[tuple[str, str], str] = {}
    for source in ordered:
        key = (source.data["id"], source.data["pack_version"])
        if key in versions:
            yield source.problem(
                ("pack_version",), f"{versions[key]} is version {key[1]} already; give this one its own."
            )
        versions[key] = source.file


def _overlap(before: Source, after: Source) -> Iterator[Problem]:
    start, end = after.data.get("valid_from"), before.data.get("valid_to")
    if start is None or start == before.data.get("valid_from"):
        yield after.problem(
            ("valid_from",),
            f"{before.file} begins on the same day or earlier: say from which day this one holds.",
        )
    elif end and end >= start:
        said = f"{before.file} holds until {day_text(end)}, this edition begins on {day_text(start)}"
        yield after.problem(
            ("valid_from",),
            f"{said}: let one end the day before the other, {day_text(start - timedelta(days=1))}.",
        )
