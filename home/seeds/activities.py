"""Every activity pattern by category, and which of them a discipline can have done."""

from home.seeds.activities_formal import FORMAL
from home.seeds.activities_own import OWN
from home.seeds.activities_professional import PROFESSIONAL
from home.seeds.activities_self import OTHER, SELF_DIRECTED
from home.seeds.activities_work import WORK_BASED
from home.seeds.wording import Pattern

PATTERNS: dict[str, list[Pattern]] = {
    "work_based": [*WORK_BASED, *OWN["work_based"]],
    "professional": [*PROFESSIONAL, *OWN["professional"]],
    "formal": FORMAL,
    "self_directed": SELF_DIRECTED,
    "other": OTHER,
}


def patterns_for(discipline: str) -> dict[str, list[Pattern]]:
    """What this discipline's people can have done, by category."""
    return {
        category: [pattern for pattern in patterns if pattern.only in ("", discipline)]
        for category, patterns in PATTERNS.items()
    }
