"""The network's people, from the table that is handed over beside the journals."""

import html
from dataclasses import dataclass
from typing import Any

from moving.aspirecpd import Refused
from moving.aspirecpd.php import BadValue, unserialise

FILE = "users.tsv"
COLUMNS = [
    "id", "login", "email", "name", "cpd_role", "related_supervisors", "related_participants", "primary_blog",
]  # fmt: skip
# Of an id or a login: both are kept, to know again who came.
LONGEST_KEY = 200
# How the table writes that no value was kept.
NOTHING = "NULL"


@dataclass(frozen=True)
class Person:
    """`supervisors` and `participants` are the ids that this person's own side names; `odd` says what was not read."""

    id: str
    login: str
    email: str
    name: str
    role: str
    supervisors: tuple[str, ...]
    participants: tuple[str, ...]
    blog: str
    line: int
    odd: tuple[str, ...] = ()

    @property
    def is_nobody(self) -> bool:
        """No part in anybody's CPD: no role, no pair, and the network's own site for a journal."""
        return not (self.role or self.supervisors or self.participants) and self.blog in ("", "1")


def read_people(data: bytes) -> tuple[list[Person], list[tuple[int, str]]]:
    """The people, and (line, why) of each line that is none. Raises Refused for a table of other columns."""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused(f"{FILE}, line {line}: the letters are not UTF-8.") from None
    if lines[0].rstrip("\r").split("\t") != COLUMNS:
        raise Refused(f"{FILE}, line 1: the columns are not {', '.join(COLUMNS)}.")
    people, wrong = [], []
    for number, text in enumerate(lines[1:], start=2):
        cells = text.rstrip("\r").split("\t")
        if "\0" in text:
            wrong.append((number, "it holds a sign that is in no text (NUL)"))
        elif len(cells) == len(COLUMNS) and max(len(cell) for cell in cells[:2]) > LONGEST_KEY:
            wrong.append((number, f"its id or login is longer than {LONGEST_KEY} signs"))
        elif len(cells) == len(COLUMNS):
            people.append(_person(cells, number))
        elif text.strip():
            wrong.append((number, f"it has {len(cells)} columns, not {len(COLUMNS)}"))
    return people, wrong


def _person(cells: list[str], line: int) -> Person:
    held = {name: "" if cell == NOTHING else cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}
    odd: list[str] = []
    return Person(
        id=held["id"],
        login=held["login"],
        email=held["email"].lower(),
        name=html.unescape(held["name"]),
        role=held["cpd_role"],
        supervisors=_ids(held["related_supervisors"], "related_supervisors", odd),
        participants=_ids(held["related_participants"], "related_participants", odd),
        blog=held["primary_blog"],
        line=line,
        odd=tuple(odd),
    )


def _ids(text: str, column: str, odd: list[str]) -> tuple[str, ...]:
    """The ids in a serialised array, each once, in order."""
    if not text:
        return ()
    try:
        value: Any = unserialise(text)
    except BadValue as error:
        odd.append(f"{column} cannot be read: {error}")
        return ()
    if value in ("", None):
        return ()
    if not isinstance(value, dict):
        odd.append(f"{column} is no list of people")
        return ()
    found = [str(one).strip() for one in value.values() if isinstance(one, int | str)]
    if len(found) < len(value) or not all(one.isdigit() for one in found):
        odd.append(f"{column} names something that is no person's number")
    return tuple(dict.fromkeys(one for one in found if one.isdigit()))
