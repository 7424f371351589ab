"""One maker for each kind of object, in each state that decides who may read it. `readers` are all who may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from people.models import Pair, User


@dataclass(frozen=True)
class Maker:
    name: str
    model: str
    action: str
    readers: set[str]
    make: Callable[[Any], Any]


OWN = {"technician"}
PAIRED = {"technician", "supervisor"}
COLLEAGUES = {
    "technician",
    "engineer",
    "supervisor",
    "trainer",
    "colleague",
    "other_supervisor",
    "other_trainer",
}
ALL = COLLEAGUES | {"admin", "editor", "visitor"}

# Asked by other means than the table: each with its own tests.
NOT_BY_TABLE = {"notices.Notice"}


def accepted_pair(cast: Any) -> Pair:
    return Pair.objects.get(technician=cast.technician)


def technician(cast: Any) -> User:
    return cast.technician


MAKERS = [
    Maker("pair", "people.Pair", "people.read_pair", {"technician", "supervisor", "admin"}, accepted_pair),
    Maker("person", "people.User", "people.read_person", {"technician", "supervisor", "admin"}, technician),
]
