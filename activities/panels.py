"""What rooms to the right add to the log. Plain lists, filled in config/wiring.py; empty, the log works without them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from activities.models import Activity
from activities.queries import ActivityQuerySet
from people.models import User


@dataclass(frozen=True)
class ClaimChoice:
    """A register under which points or a category can be claimed: pack id, name, and its (id, label) categories."""

    pack: str
    name: str
    categories: tuple[tuple[str, str], ...] = ()
    takes_points: bool = False


# (request, activity) -> safe HTML from a template, or "" for nothing: "How it counts" on the activity's page.
DETAIL_PANELS: list[Callable[[HttpRequest, Activity], str]] = []
# (person) -> (value, label) of the registers they may filter by; and (rows, value) -> the rows that count there.
REGISTER_CHOICES: list[Callable[[User], Iterable[tuple[str, str]]]] = []
REGISTER_FILTERS: list[Callable[[ActivityQuerySet, str], ActivityQuerySet]] = []
# (person) -> the registers they can claim under.
CLAIM_CHOICES: list[Callable[[User], Iterable[ClaimChoice]]] = []


def detail_panels(request: HttpRequest, activity: Activity) -> list[str]:
    """What the panels have to say, each already rendered by its own template."""
    return [said for panel in DETAIL_PANELS if (said := panel(request, activity))]


def register_choices(person: Any) -> list[tuple[str, str]]:
    return [choice for choices in REGISTER_CHOICES for choice in choices(person)]


def claim_rows(person: Any, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row of the form for each register that can be claimed under; what was claimed elsewhere is carried along.

    Each row: pack, category, points, and `choice` (None for the ones carried along unseen).
    """
    rest = list(claims)
    rows = []
    for choice in [choice for choices in CLAIM_CHOICES for choice in choices(person)]:
        held = next((claim for claim in rest if claim["pack"] == choice.pack), None)
        if held:
            rest.remove(held)
        rows.append({"category": "", "points": ""} | (held or {}) | {"pack": choice.pack, "choice": choice})
    return rows + [claim | {"choice": None} for claim in rest] if rows else []
