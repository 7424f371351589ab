"""Comparing the rows of an archive with those that came back from it: numbers, digests, and every difference by name.

Pure: no ORM, no clock. What anybody wrote is in no line of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from lib.digests import digest, digest_of_many

Row = Mapping[str, Any]
MISSING, ADDED, DIFFERS = "missing", "added", "differs"
# A report names so many of a kind's differences; their number it always says.
MOST_NAMED = 200


@dataclass(frozen=True)
class Difference:
    """One row: `what` is missing, added or differs; `row` its key or the start of its digest; `fields` those that differ."""

    kind: str
    row: str
    what: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """One kind: rows in the archive and rows read back, both digests, and the number of rows that differ."""

    kind: str
    title: str
    there: int
    here: int
    digest_there: str
    digest_here: str
    different: int

    @property
    def same(self) -> bool:
        return self.digest_there == self.digest_here and self.there == self.here


@dataclass
class Report:
    """`wrong_files` are paths that are not as the manifest says; `missing_files` those that the stores had lost before."""

    sha256: str
    signed: bool
    files: int = 0
    octets: int = 0
    wrong_files: list[str] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)
    kinds: list[Compared] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return self.signed and not self.wrong_files and all(one.same for one in self.kinds)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compare(
    names: tuple[str, str, str], there: Sequence[Row], here: Sequence[Row]
) -> tuple[Compared, list[Difference]]:
    """`names`: the kind's name, its title, and the field that tells its rows apart ("" for none)."""
    kind, title, key = names
    found = list(_by_key(kind, key, (there, here)) if key else _by_content(kind, there, here))
    compared = Compared(
        kind, title, len(there), len(here), digest_of_many(there), digest_of_many(here), len(found)
    )
    return compared, found[:MOST_NAMED]


def _by_key(kind: str, key: str, sides: tuple[Sequence[Row], Sequence[Row]]) -> list[Difference]:
    there, here = ({str(row[key]): row for row in side} for side in sides)
    found = [Difference(kind, one, MISSING) for one in there if one not in here]
    found += [Difference(kind, one, ADDED) for one in here if one not in there]
    for one, row in there.items():
        if one in here and (fields := _differing(row, here[one])):
            found.append(Difference(kind, one, DIFFERS, fields))
    return found


def _differing(row: Row, other: Row) -> tuple[str, ...]:
    names = sorted({*row, *other})
    return tuple(name for name in names if digest(row.get(name)) != digest(other.get(name)))


def _by_content(kind: str, there: Sequence[Row], here: Sequence[Row]) -> list[Difference]:
    """Rows without a key of their own are the same when all that they say is."""
    counted = Counter(map(digest, there)), Counter(map(digest, here))
    lost, new = counted[0] - counted[1], counted[1] - counted[0]
    return [
        *(Difference(kind, one[:16], MISSING) for one in lost.elements()),
        *(Difference(kind, one[:16], ADDED) for one in new.elements()),
    ]
