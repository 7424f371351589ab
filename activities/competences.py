"""Competences by name, and the list to choose them from. Plain lists, filled in config/wiring.py.

A competence is stored as "pack/grade/code"; without the wiring it is shown, and typed, as that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, QueryDict

from people.models import User

# The button that shows another register's competences: it saves nothing, and the form comes back as it was typed.
SHOW = "show_competences"


@dataclass(frozen=True)
class Competence:
    """`words` are the statement, `short` its beginning; `register` names grade and body; `inferred`: not its own text."""

    value: str
    code: str
    short: str = ""
    words: str = ""
    register: str = ""
    inferred: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.short} ({self.register})" if self.register else self.value

    def holds(self, text: str) -> bool:
        """Every word of `text` occurs in it."""
        whole = f"{self.code} {self.words}".casefold()
        return all(word in whole for word in text.casefold().split())


@dataclass(frozen=True)
class Unit:
    """One heading of a framework. `chosen` is how many of its competences are; `is_open` unfolds it."""

    title: str
    competences: Sequence[Competence]
    chosen: int = 0
    is_open: bool = False


@dataclass(frozen=True)
class Framework:
    """The competences of one grade: `value` is "pack/grade", `name` the grade and its body."""

    value: str
    name: str
    units: Sequence[Unit]


# (person) -> the frameworks of the registers they hold.
HELD: list[Callable[[User], Iterable[Framework]]] = []
# () -> (value, name) of every framework there is; and (value) -> that one, or None.
ALL: list[Callable[[], Iterable[tuple[str, str]]]] = []
FIND: list[Callable[[str], Framework | None]] = []
# (values) -> those of them that have a name.
NAMES: list[Callable[[Iterable[str]], Mapping[str, Competence]]] = []


@dataclass(frozen=True)
class Picker:
    """What the form shows: frameworks with the chosen ticked, `rest` chosen elsewhere, `others` to look at."""

    frameworks: Sequence[Framework]
    rest: Sequence[Competence]
    others: Sequence[tuple[str, str]]
    chosen: frozenset[str]
    words: str = ""
    register: str = ""
    is_asked: bool = False


def named(values: Iterable[str]) -> list[Competence]:
    """Each competence by name where a pack knows it, else as it is stored; in the order given."""
    given = list(values)
    known: dict[str, Competence] = {}
    for names in NAMES if given else ():
        known |= names(given)
    return [known.get(value) or Competence(value, value) for value in given]


def asks_to_show(request: HttpRequest) -> bool:
    """Whether the form was sent only to see another register's competences."""
    return request.method == "POST" and SHOW in request.POST


def picker(person: User, value: Any, asked: QueryDict | None = None) -> Picker:
    """The list for a form whose competences are `value` (a list, or one text with commas); `asked` is what was sent."""
    listed = value.split(",") if isinstance(value, str) else value or []
    chosen = list(dict.fromkeys(part.strip() for part in listed if part.strip()))
    asked = asked if asked is not None and SHOW in asked else QueryDict()
    words, register = asked.get("competence_words", "")[:80], asked.get("competence_register", "")
    frameworks = {one.value: one for held in HELD for one in held(person)}
    if register and register not in frameworks:
        found = next((one for find in FIND if (one := find(register))), None)
        frameworks = ({register: found} if found else {}) | frameworks
    marked = [
        marked_in(one, set(chosen), words, is_open=one.value == register) for one in frameworks.values()
    ]
    shown = {one.value for framework in marked for unit in framework.units for one in unit.competences}
    return Picker(
        frameworks=[one for one in marked if one.units],
        rest=named(value for value in chosen if value not in shown),
        others=sorted({choice for choices in ALL for choice in choices()}, key=lambda one: one[1].casefold()),
        chosen=frozenset(chosen),
        words=words,
        register=register,
        is_asked=bool(asked),
    )


def marked_in(framework: Framework, chosen: set[str], words: str, *, is_open: bool) -> Framework:
    """The framework with its chosen ones counted; with `words` only what holds them, or is chosen, unfolded."""
    units = []
    for unit in framework.units:
        kept = [one for one in unit.competences if one.value in chosen or not words or one.holds(words)]
        count = sum(one.value in chosen for one in kept)
        if kept:
            units.append(
                replace(unit, competences=kept, chosen=count, is_open=bool(count or words or is_open))
            )
    return replace(framework, units=units)
