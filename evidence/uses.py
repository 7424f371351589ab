"""Where a piece of evidence is used: items, pages, packs, submissions, signatures. Rooms register theirs in `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from evidence.models import Evidence, Version
from sharing import kinds


@dataclass(frozen=True)
class Use:
    """One thing that has the piece: what it is ("Activity"), what it is called, where it is.

    `frozen` says that it never changes: it keeps the version with this `sha256`, or of this `number`, for good.
    """

    what: str
    title: str
    url: str
    sha256: str = ""
    number: int = 0
    frozen: bool = False

    @property
    def words(self) -> str:
        return f"{self.what} “{self.title}”" if self.title else self.what

    def holds(self, file: Any) -> bool:
        """Whether it is this version that it keeps; `file` is a Version, or the piece itself for the present one."""
        return self.frozen and (self.sha256 == file.sha256 if self.sha256 else self.number == file.number)


Finder = Callable[[Evidence], Iterable[Use]]
FINDERS: list[Finder] = []
# Kinds of things that a finder names better than by their own words.
NAMED: set[str] = set()


def register(finder: Finder, *, instead_of: Iterable[str] = ()) -> None:
    """`finder` names uses, for the owner's eyes; `instead_of` are kinds of items that it names in its own way."""
    FINDERS.append(finder)
    NAMED.update(instead_of)


def uses_of(evidence: Evidence) -> list[Use]:
    """Everything that has the piece, for its owner. A handful of queries, whatever their number."""
    return [*_items(evidence), *(use for finder in FINDERS for use in finder(evidence))]


def frozen_uses(evidence: Evidence) -> list[Use]:
    """What keeps one of its versions for good."""
    return [use for finder in FINDERS for use in finder(evidence) if use.frozen]


def holding(evidence: Evidence, version: Version) -> list[Use]:
    """What keeps this earlier version for good."""
    return [use for use in frozen_uses(evidence) if use.holds(version)]


def attached_uids(evidence: Evidence, *words: str) -> dict[Any, str]:
    """Of the things of these kinds that it hangs on: uid -> digest of the version kept there."""
    rows = evidence.attachments.filter(kind__in=words).values_list("object_uid", "sha256")
    return {uid: sha256 or evidence.sha256 for uid, sha256 in rows}


def _items(evidence: Evidence) -> list[Use]:
    found: dict[str, list[str]] = {}
    for kind, uid in evidence.attachments.values_list("kind", "object_uid"):
        if kind in kinds.KINDS and kind not in NAMED:
            found.setdefault(kind, []).append(str(uid))
    return [
        Use(str(kinds.KINDS[kind]._meta.verbose_name).capitalize(), str(item), item.get_absolute_url())
        for kind, uids in sorted(found.items())
        for item in kinds.find_many(kind, uids, evidence.owner).values()
    ]
