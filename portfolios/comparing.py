"""Two versions of a page, told block by block in words. Pure: blocks in, differences out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.changes import Run, compare_words
from lib.merging import CHOICE
from portfolios.editing import Box
from portfolios.merging import Clash, Sheetful, woven

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
SAID = {ADDED: "Added", REMOVED: "Removed", CHANGED: "Changed", MOVED: "Moved"}


@dataclass(frozen=True)
class Wording:
    """How values are said: `labels` of boxes by kind and name, `names` of items by uid, `choices` of boxes by value."""

    labels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    choices: Mapping[str, Mapping[str, Mapping[str, str]]]

    def label(self, box: Box, name: str) -> str:
        return self.labels[box.kind].get(name, name)

    def said(self, box: Box, name: str) -> str:
        """A box's value in words: items by their titles, choices by their labels, a list line by line."""
        return self.value(box.kind, name, box.value.get(name, ""))

    def value(self, kind: str, name: str, value: Any) -> str:
        if name in ("uids", "evidence"):
            uids = [value] if isinstance(value, str) else value
            return "\n".join(self.names.get(uid, "Something no longer there") for uid in uids if uid)
        return self.choices.get(kind, {}).get(name, {}).get(value, value)

    def whole(self, box: Box) -> str:
        """All that a block says, a box to a line under its label; of a block with one box its words alone."""
        said = [(self.label(box, name), self.said(box, name)) for name in box.value]
        if len(said) == 1:
            return said[0][1]
        return "\n".join(f"{label.rstrip('?')}: {words}" for label, words in said if words)


@dataclass(frozen=True)
class Changed:
    """One box of a block whose words differ, as runs that stayed, went or came."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Difference:
    """What became of one block (or of the title, which has no `what`)."""

    what: str
    label: str
    words: str = ""
    boxes: tuple[Changed, ...] = ()

    @property
    def said(self) -> str:
        return SAID[self.what]


def differences(before: Sheetful, after: Sheetful, wording: Wording) -> list[Difference]:
    """In the order of the later version; what was removed follows what stood before it."""
    found = []
    if before.title != after.title:
        changed = Changed("Title", compare_words(before.title, after.title))
        found.append(Difference(CHANGED, "Title of the page", boxes=(changed,)))
    moved = _moved(before, after)
    for id_ in woven(after.ids, before.ids):
        old, new = before.by_id.get(id_), after.by_id.get(id_)
        if old is None or new is None:
            box, what = (new, ADDED) if new else (old, REMOVED)
            found.append(Difference(what, box.label, wording.whole(box)))  # type: ignore[union-attr,arg-type]
        elif boxes := _changed(old, new, wording):
            found.append(Difference(CHANGED, new.label, boxes=boxes))
        elif id_ in moved:
            found.append(Difference(MOVED, new.label, wording.whole(new)))
    return found


def clash_rows(clashes: Iterable[Clash], wording: Wording) -> list[dict[str, str]]:
    """Rows for parts/conflict.html: what each version says, and under the mark of the clash the choice between them."""
    return [_row(clash, wording) for clash in clashes]


def _row(clash: Clash, wording: Wording) -> dict[str, str]:
    if clash.box is None:
        label = "Order of the blocks" if clash.name == "order" else "Title of the page"
        stored, yours = (_whole_page(value) for value in (clash.stored, clash.yours))
    elif clash.name:
        label = f"{clash.box.label}: {wording.label(clash.box, clash.name)}"
        values = (wording.value(clash.box.kind, clash.name, value) for value in (clash.stored, clash.yours))
        stored, yours = values
    else:
        label = clash.box.label
        stored, yours = (wording.whole(box) if box else "Removed" for box in (clash.stored, clash.yours))
    name = f"{CHOICE}{clash.mark}" if clash.may_take else ""
    return {"name": name, "label": label, "stored": stored, "yours": yours}


def _whole_page(value: Any) -> str:
    """A title, or the blocks in their order."""
    if isinstance(value, str):
        return value
    return "\n".join(f"{number}. {box.outline}" for number, box in enumerate(value, start=1))


def _changed(old: Box, new: Box, wording: Wording) -> tuple[Changed, ...]:
    return tuple(
        Changed(wording.label(new, name), compare_words(wording.said(old, name), wording.said(new, name)))
        for name in dict.fromkeys([*new.value, *old.value])
        if old.value.get(name, "") != new.value.get(name, "")
    )


def _moved(before: Sheetful, after: Sheetful) -> set[str]:
    """Ids of the fewest blocks that have to be lifted to come from one order to the other."""
    both = set(before.ids) & set(after.ids)
    old = [id_ for id_ in before.ids if id_ in both]
    new = [id_ for id_ in after.ids if id_ in both]
    return both - set(_longest_kept([old.index(id_) for id_ in new], new))


def _longest_kept(places: list[int], ids: list[str]) -> list[str]:
    """Of these ids the longest run whose places rise: what stayed where it was."""
    best: list[list[str]] = []
    for at, place in enumerate(places):
        longest = max((best[i] for i in range(at) if places[i] < place), key=len, default=[])
        best.append([*longest, ids[at]])
    return max(best, key=len, default=[])
