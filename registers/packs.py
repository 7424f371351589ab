"""The rule packs in force: read once, checked whole, then answered from memory.

`load_all()` is called when the site starts; a broken pack raises PackError, which names file, line and field,
and stops the start. A pack may have several editions; a past period is judged by the edition that was in
force when the period ended.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from registers.building import build
from registers.checks import check
from registers.editions import Edition
from registers.reading import PackError, Problem, Source, read

DATA = Path(__file__).parent / "data"


class UnknownPackError(LookupError):
    """No pack has that id."""


@cache
def load_all() -> Mapping[str, tuple[Edition, ...]]:
    """Every shipped pack by id, each with its editions, oldest first. Raises PackError."""
    return load(DATA)


def load(folder: Path) -> Mapping[str, tuple[Edition, ...]]:
    """Read and check a folder of packs. Raises PackError with the problems of all its files."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            sources.append(read_file(path))
        except PackError as error:
            problems.extend(error.problems)
    known_ids = {str(source.data.get("id")) for source in sources}
    for source in sources:
        problems.extend(check(source, known_ids=known_ids))
    if problems:
        raise PackError(problems)
    parents = {source.data["id"]: source.data for source in sources}
    built: dict[str, list[Edition]] = {}
    for source in sources:
        built.setdefault(source.data["id"], []).append(build(source.data, parents))
    return MappingProxyType({name: _in_order(editions) for name, editions in built.items()})


def _in_order(editions: list[Edition]) -> tuple[Edition, ...]:
    return tuple(sorted(editions, key=lambda edition: edition.valid_from or date.min))


def read_file(path: Path) -> Source:
    """Read one file; it is named in problems as it was given. Raises PackError, OSError."""
    return read(path.read_text(encoding="utf-8"), file=str(path))


def check_file(path: Path) -> None:
    """Check one pack against the shipped ones. Raises PackError."""
    source = read_file(path)
    problems = check(source, known_ids={*load_all(), str(source.data.get("id"))})
    if problems:
        raise PackError(problems)


def ids() -> tuple[str, ...]:
    return tuple(load_all())


def editions(pack_id: str) -> tuple[Edition, ...]:
    """Every edition of a pack, oldest first. Raises UnknownPackError."""
    try:
        return load_all()[pack_id]
    except KeyError:
        raise UnknownPackError(
            f"There is no rule pack {pack_id}; choose one of {', '.join(ids())}."
        ) from None


def edition_on(pack_id: str, day: date) -> Edition:
    """The edition in force on a day; before the first one held, the earliest. Raises UnknownPackError."""
    return in_force(editions(pack_id), day)


def in_force(held: tuple[Edition, ...], day: date) -> Edition:
    """The last of the editions (oldest first) that had begun by that day; a judgement says when none had."""
    begun = [edition for edition in held if edition.valid_from is None or edition.valid_from <= day]
    return begun[-1] if begun else held[0]
