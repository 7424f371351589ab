"""A reflection by prompts: each is answered in a box of its own, and the entry's text holds all of them under headings.

The text is the one place where the words are: what is sealed, searched, exported or shown to readers is that text. The
boxes are read out of it again, whoever changed it meanwhile. No ORM, no clock.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SIGN = "# "


@dataclass(frozen=True)
class Prompt:
    """`heading` stands in the text, above the answer; `question` only helps to write it."""

    heading: str
    question: str = ""

    @property
    def box(self) -> str:
        """The name of its box in a form: the same for one heading in every template."""
        return f"answer_{hashlib.sha256(self.heading.encode()).hexdigest()[:10]}"


@dataclass(frozen=True)
class Template:
    """A template as it was when the entry was written with it; `uid` is "" for a free page, which has no prompts."""

    uid: str = ""
    name: str = ""
    version: int = 0
    prompts: tuple[Prompt, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(prompt.heading for prompt in self.prompts)

    def facts(self) -> dict[str, Any]:
        """{"uid", "name", "version", "prompts": [[heading, question]]}, as an entry keeps it; {} for a free page."""
        if not self.prompts:
            return {}
        prompts = [[prompt.heading, prompt.question] for prompt in self.prompts]
        return {"uid": self.uid, "name": self.name, "version": self.version, "prompts": prompts}


FREE_PAGE = Template()


def template_of(facts: Mapping[str, Any]) -> Template:
    """The other way round of `Template.facts`."""
    if not facts:
        return FREE_PAGE
    prompts = tuple(Prompt(heading, question) for heading, question in facts["prompts"])
    return Template(facts["uid"], facts["name"], facts["version"], prompts)


def composed(rest: str, answers: Mapping[str, str], headings: Iterable[str]) -> str:
    """One text: `rest` first, then each answer under its heading; an empty answer leaves no heading behind.

    A line of an answer that looks like one of the headings becomes a smaller one, so that it cannot be taken for it.
    """
    known = tuple(headings)
    parts = [_quieted(rest, known)]
    for heading in known:
        if answer := _quieted(answers.get(heading, ""), known):
            parts.append(f"{SIGN}{heading}\n\n{answer}")
    return "\n\n".join(part for part in parts if part)


def taken_apart(text: str, headings: Iterable[str]) -> tuple[str, dict[str, str]]:
    """(what stands before the first of the headings, {heading: answer}); every heading is a key.

    The headings may stand in any order. One that stands twice has both texts as its answer.
    """
    pieces: dict[str, list[list[str]]] = {heading: [] for heading in headings}
    lines: list[str] = []
    rest = lines
    for line in text.replace("\r\n", "\n").split("\n"):
        heading = line.removeprefix(SIGN).strip() if line.startswith(SIGN) else None
        if heading in pieces:
            lines = []
            pieces[heading].append(lines)
        else:
            lines.append(line)
    return _joined([rest]), {heading: _joined(texts) for heading, texts in pieces.items()}


def _joined(texts: list[list[str]]) -> str:
    return "\n\n".join(text for lines in texts if (text := _trimmed("\n".join(lines))))


def _quieted(text: str, headings: tuple[str, ...]) -> str:
    lines = _trimmed(text.replace("\r\n", "\n")).split("\n")
    return "\n".join(
        f"#{line}" if line.startswith(SIGN) and line.removeprefix(SIGN).strip() in headings else line
        for line in lines
    )


def _trimmed(text: str) -> str:
    """Without empty lines at either end; the first line keeps its indent."""
    lines = text.rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return "\n".join(lines)
