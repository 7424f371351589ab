"""Settling a clash by a choice: what is stored takes the place of what was typed, in the form as it was sent. No ORM."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from lib.merging import choices_in
from portfolios.editing import named
from portfolios.merging import Sheetful, woven


def with_stored(sent: QueryDict, version: Callable[[str], Sheetful | None]) -> QueryDict:
    """The form with what is stored in every box for which "theirs" was chosen, under the mark of its clash.

    `version` gives what was shown as stored, by the form's `changed` token. Whatever else is chosen changes nothing.
    """
    marks = [mark for mark, choice in choices_in(sent).items() if choice == "theirs"]
    stored = version(sent.get("changed", "")) if marks else None
    if stored is None:
        return sent
    data = sent.copy()
    for mark in marks:
        id_, _, name = mark.partition(":")
        if id_:
            take_block(data, stored, id_=id_, name=name)
        elif name == "title":
            data["title"] = stored.title
        elif name == "order":
            blocks = dict(named(data.getlist("block")))
            order = [one for one in woven(stored.ids, list(blocks)) if one in blocks]
            data.setlist("block", [f"{one}:{blocks[one]}" for one in order])
    return data


def take_block(data: QueryDict, stored: Sheetful, *, id_: str, name: str) -> None:
    """One box of a block; or, without a name, the block goes where what is stored has none."""
    held = stored.by_id.get(id_)
    if held is None and not name:
        data.setlist("block", [mark for mark in data.getlist("block") if not mark.startswith(f"{id_}:")])
    elif held is not None and name in held.value:
        value: Any = held.value[name]
        data.setlist(f"b{id_}-{name}", value if isinstance(value, list) else [value])
