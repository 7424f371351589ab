"""Two edits of one page put together, block by block and box by box. Pure.

Three versions go in: the one that both edits began from, the one that was stored meanwhile, and the one typed here. What
only one of them changed is taken; what both changed differently is a clash, in which what was typed here is kept in the
form and shown beside what is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from portfolios.editing import MOST_BLOCKS, Box

# Stands for a block or a box that a version does not have.
GONE: Any = None


@dataclass(frozen=True)
class Sheetful:
    """What the editing form holds: the page's title and its blocks in order."""

    title: str
    boxes: list[Box]

    @property
    def by_id(self) -> dict[str, Box]:
        return {box.id: box for box in self.boxes}

    @property
    def ids(self) -> list[str]:
        return [box.id for box in self.boxes]


@dataclass(frozen=True)
class Clash:
    """What both changed. `name` is the box, empty for a whole block; `box` is None for the title and for the order.

    `stored` and `yours` are values of that box, blocks, titles or lists of blocks in order; GONE where one took it away.
    """

    box: Box | None
    name: str
    stored: Any
    yours: Any

    @property
    def mark(self) -> str:
        """Names what clashes in a form: `ID:box`, `ID:` for a whole block, `:title` or `:order`."""
        return f"{self.box.id if self.box else ''}:{self.name}"

    @property
    def may_take(self) -> bool:
        """Whether the form holds what was typed here, so that what is stored can take its place."""
        return self.yours is not GONE


@dataclass
class Merged:
    """`sheetful` holds both edits; each clash stands in it as it was typed here."""

    sheetful: Sheetful
    clashes: list[Clash] = field(default_factory=list)


def merged(base: Sheetful | None, stored: Sheetful, yours: Sheetful) -> Merged:
    """Both edits in one. Without `base`, which is no longer kept, every difference of a block that both have is a clash.

    A page that would hold more than MOST_BLOCKS is not put together: it stays as it was typed here, and its blocks clash.
    """
    edits = _Edits(base, stored, yours)
    title = edits.title()
    blocks = {id_: edits.block(id_) for id_ in dict.fromkeys([*yours.ids, *stored.ids])}
    boxes = [box for id_ in edits.order() if (box := blocks[id_]) is not None]
    if len(boxes) > MOST_BLOCKS:
        return Merged(yours, [*edits.clashes, Clash(None, "order", stored.boxes, yours.boxes)])
    return Merged(Sheetful(title, boxes), edits.clashes)


class _Edits:
    """The three versions, and the clashes found so far."""

    def __init__(self, base: Sheetful | None, stored: Sheetful, yours: Sheetful) -> None:
        self.base, self.stored, self.yours = base, stored, yours
        self.before = base.by_id if base else {}
        self.clashes: list[Clash] = []

    def title(self) -> str:
        base, stored, yours = self.base, self.stored.title, self.yours.title
        if stored == yours or (base and stored == base.title):
            return yours
        if base and yours == base.title:
            return stored
        self.clashes.append(Clash(None, "title", stored, yours))
        return yours

    def block(self, id_: str) -> Box | None:
        """One block of the result; None where it goes."""
        base, stored, yours = self.before.get(id_), self.stored.by_id.get(id_), self.yours.by_id.get(id_)
        if stored is not None and yours is not None:
            return self.both(base, stored, yours)
        left = yours or stored
        if base is None or left is None or left.value == base.value:
            # New in one of them, or taken away by one while the other left it alone.
            return left if base is None else None
        self.clashes.append(Clash(left, "", stored or GONE, yours or GONE))
        return left

    def both(self, base: Box | None, stored: Box, yours: Box) -> Box:
        before: Mapping[str, Any] = base.value if base else {}
        value: dict[str, Any] = {}
        for name in dict.fromkeys([*yours.value, *stored.value]):
            ours, theirs = yours.value.get(name, ""), stored.value.get(name, "")
            value[name] = ours
            if ours == theirs or (base and theirs == before.get(name, "")):
                continue
            if base and ours == before.get(name, ""):
                value[name] = theirs
            else:
                self.clashes.append(Clash(yours, name, theirs, ours))
        return replace(yours, value=value)

    def order(self) -> list[str]:
        """Ids in the order of whoever moved blocks; what only the other has follows what it follows there."""
        stored, yours = self.stored, self.yours
        shared = set(stored.ids) & set(yours.ids)
        there, here = _only(stored.ids, shared), _only(yours.ids, shared)
        before = _only(self.base.ids, shared) if self.base else []
        if there == here or here != before:
            if there not in (here, before):
                boxes = [
                    [sheetful.by_id[id_] for id_ in ids] for sheetful, ids in ((stored, there), (yours, here))
                ]
                self.clashes.append(Clash(None, "order", *boxes))
            return woven(yours.ids, stored.ids)
        return woven(stored.ids, yours.ids)


def woven(leading: Sequence[str], other: Sequence[str]) -> list[str]:
    """The first list with what only the other has, each after what it follows there."""
    order = list(leading)
    last = None
    for id_ in other:
        if id_ not in order:
            order.insert(order.index(last) + 1 if last is not None else 0, id_)
        last = id_
    return order


def _only(ids: Sequence[str], among: set[str]) -> list[str]:
    return [id_ for id_ in ids if id_ in among]
