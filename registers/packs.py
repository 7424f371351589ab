"""The rule packs in force: read once, checked whole, then answered from memory.

`load_all()` is called when the site starts; a broken pack raises PackError, which names file, line and field,
and stops the start. A pack may have several editions, each in its file (`iet.yaml`, `iet-2022.yaml`); a past period is
judged by the edition that was in force when it ended. Ask for a pack through `ids`, `editions`, `edition_on` and
`check_file` only.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from registers.checks import check
from registers.editions import Edition
from registers.examples import problems_in
from registers.reading import PackError, Problem, Source, read
from registers.renumbering import Change
from registers.timelines import Timeline, assemble, problems_between

DATA = Path(__file__).parent / "data"
# Asked first: every pack by id where the institution at hand has some of its own, else None (see `registers.own_packs`).
HELD: list[Callable[[], Mapping[str, Timeline] | None]] = []


class UnknownPackError(LookupError):
    """No pack has that id."""


@cache
def load_all() -> Mapping[str, Timeline]:
    """Every shipped pack by id, each with its editions. Raises PackError."""
    return assemble(source.data for source in shipped())


@cache
def shipped() -> tuple[Source, ...]:
    """The shipped packs as read, in the order of their file names. Raises PackError."""
    return read_folder(DATA)


def load(folder: Path) -> Mapping[str, Timeline]:
    """Read, check and assemble a folder of packs. Raises PackError with the problems of all its files."""
    return assemble(source.data for source in read_folder(folder))


def read_folder(folder: Path) -> tuple[Source, ...]:
    """Read and check a folder of packs. Raises PackError with the problems of all its files."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            sources.append(read_file(path))
        except PackError as error:
            problems.extend(error.problems)
    problems += problems_of(sources, sources)
    if problems:
        raise PackError(problems)
    return tuple(sources)


def problems_of(sources: Iterable[Source], beside: Iterable[Source]) -> list[Problem]:
    """Every problem of some packs, and of their editions among those they stand beside (themselves included)."""
    sources, beside = list(sources), list(beside)
    known_ids = {str(source.data.get("id")) for source in beside}
    problems = [problem for source in sources for problem in check(source, known_ids=known_ids)]
    return problems or list(problems_between(beside))


def read_file(path: Path) -> Source:
    """Read one file; it is named in problems as it was given. Raises PackError, OSError."""
    return read(path.read_text(encoding="utf-8"), file=str(path))


def check_file(path: Path) -> None:
    """Check one pack beside the shipped ones (in place of one of its name) and try its examples. Raises PackError."""
    source = read_file(path)
    others = [one for one in shipped() if Path(one.file).name != path.name]
    if problems := problems_of([source], [*others, source]):
        raise PackError(problems)
    timelines = assemble(one.data for one in [*others, source])
    if problems := list(problems_in(source, timelines[source.data["id"]])):
        raise PackError(problems)


def held() -> Mapping[str, Timeline]:
    """Every pack by id: the shipped ones, and beside them those of the institution at hand."""
    return next((found for ask in HELD if (found := ask()) is not None), None) or load_all()


def ids() -> tuple[str, ...]:
    return tuple(held())


def _timeline(pack_id: str) -> Timeline:
    try:
        return held()[pack_id]
    except KeyError:
        raise UnknownPackError(
            f"There is no rule pack {pack_id}; choose one of {', '.join(ids())}."
        ) from None


def editions(pack_id: str) -> tuple[Edition, ...]:
    """Every edition of a pack, oldest first. Raises UnknownPackError."""
    return _timeline(pack_id).editions


def edition_on(pack_id: str, day: date) -> Edition:
    """The edition in force on a day; before the first one held, the earliest. Raises UnknownPackError.

    What it inherits is of that day too, so that two days of one edition may answer two of its turns.
    """
    return _timeline(pack_id).on(day)


def changes() -> tuple[Change, ...]:
    """Every competence code that an edition renamed or retired."""
    newest = (editions(name)[-1] for name in ids())
    return tuple(one for edition in newest for one in edition.changes if one.pack == edition.id)
