"""Fills a pattern: `{slot}` by the discipline's words, `[this|that]` by one of the alternatives."""

import random
import re
from dataclasses import dataclass
from typing import Any

CHOICE = re.compile(r"\[([^\[\]]+)\]")
SPACES = re.compile(r"[ \t]{2,}")
START = re.compile(r"(^|[.!?] |\n\n)([a-z])")


@dataclass(frozen=True)
class Pattern:
    """One kind of CPD activity. `minutes` is the usual range; `evidence` the title of what backs it up, or nothing."""

    title: str
    provider: str
    description: str
    practice: str
    users: str
    minutes: tuple[int, int]
    tags: str = ""
    evidence: str = ""
    only: str = ""  # the one discipline that does this; empty for all


def p(title: str, provider: str, description: str, practice: str, users: str, minutes: tuple[int, int],
      tags: str = "", evidence: str = "", only: str = "") -> Pattern:  # fmt: skip
    """A pattern on few lines."""
    return Pattern(title, provider, description, practice, users, minutes, tags, evidence, only)


def choose_slots(words: dict[str, Any], rng: random.Random) -> dict[str, str]:
    """One value for every slot, so that title, description and reflections speak of the same thing."""
    return {
        name: rng.choice(values) if isinstance(values, list) else values for name, values in words.items()
    }


def fill(text: str, slots: dict[str, str], rng: random.Random) -> str:
    """`text` with its slots filled and its alternatives chosen. Raises KeyError for a slot that no discipline knows."""
    filled = text.format_map(slots)
    while CHOICE.search(filled):
        filled = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), filled, count=1)
    return START.sub(lambda match: match[1] + match[2].upper(), SPACES.sub(" ", filled).strip())


def fill_tags(text: str, slots: dict[str, str], rng: random.Random) -> list[str]:
    """The tags of a pattern, as typed: proper names keep their capitals, everything else is lower case."""
    filled = fill("Tags: " + text, slots, rng).removeprefix("Tags: ")
    return [tag.strip() for tag in filled.split(",") if tag.strip()]


def hours(rng: random.Random, low: int, high: int) -> int:
    """Minutes between two bounds, rounded the way people round: to five under an hour, to a quarter of an hour above."""
    minutes = rng.randint(low, high)
    step = 5 if minutes < 60 else 15 if minutes < 300 else 30
    return max(step, round(minutes / step) * step)
