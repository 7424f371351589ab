"""Two example goals to start from: shown where there is none yet, never stored."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    key: str
    title: str
    why: str
    measure: str


EXAMPLES = (
    Example(
        "independent",
        "Work on my own at an instrument I need help with today",
        "So that bookings do not wait for a colleague, and I understand what I see.",
        "I set it up, run it and shut it down alone; a colleague has watched me do it twice.",
    ),
    Example(
        "teach",
        "Teach something I know well to new colleagues",
        "So that it does not hang on me alone, and I find the gaps in what I know.",
        "A short guide is at the bench, and two people have followed it without me.",
    ),
)


def example(key: str) -> dict[str, str]:
    """What an example puts into the form; nothing for an unknown key."""
    found = next((one for one in EXAMPLES if one.key == key), None)
    return {"title": found.title, "why": found.why, "measure": found.measure} if found else {}
