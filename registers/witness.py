"""What stands under a renewal: who did what and when, and whether an endorsement still covers what is there."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lib.digests import digest
from people.models import TrailEntry
from registers.models import Renewal

# The words and choices of an activity. What its supervisor awarded and what rules make of it may change meanwhile.
COVERED = (
    "uid", "title", "provider", "start_date", "end_date", "minutes", "category", "description", "benefit_practice",
    "benefit_users", "evidence", "sealed",
)  # fmt: skip
ROLES = {
    "began renewal": "Begun by",
    "asked for endorsement": "Endorsement asked for by",
    "endorsed renewal": "Endorsed by",
    "declared renewal": "Declared by",
    "withdrew renewal": "Withdrawn by",
    "opened renewal again": "Opened again by",
}
VOIDED = "voided endorsement"


def covered(facts: dict[str, Any]) -> str:
    """The digest of what an endorser reads: texts, choices and activities."""
    return digest(
        {
            "register": facts["register"],
            "period": facts["period"],
            "reason": facts["exceptional_reason"],
            "statements": [one for one in facts["statements"] if one["key"] != "endorsement"],
            "activities": [{name: one[name] for name in COVERED} for one in facts["activities"]],
            "discussed": facts.get("discussed", []),
        }
    )


def holds(renewal: Renewal, facts: dict[str, Any]) -> bool:
    """Whether it is endorsed as it stands. One endorsed before digests were kept holds until its words change."""
    return renewal.endorsed_at is not None and renewal.endorsed_digest in ("", covered(facts))


@dataclass(frozen=True)
class Line:
    """One line of parts/witness.html."""

    role: str
    name: str
    when: datetime
    void: str = ""
    digest: str = ""


def lines(renewal: Renewal, *, endorsed: bool = True) -> list[Line]:
    """The dated history of a renewal, oldest first, by the trail: one query.

    `endorsed` False marks the last endorsement as no longer valid.
    """
    verbs = [*ROLES, VOIDED]
    told = TrailEntry.objects.filter(object_uid=renewal.uid, verb__in=verbs).select_related("actor")
    found: list[Line] = []
    for one in told.order_by("when", "pk"):
        if one.verb == VOIDED:
            _void(found)
        else:
            found.append(Line(ROLES[one.verb], _who(one), _when(renewal, one)))
    if not endorsed:
        _void(found)
    return found


def _who(entry: TrailEntry) -> str:
    if entry.actor:
        return entry.actor.display_name
    return "AspireCPD, in an upgrade" if entry.actor_kind == "system" else "Someone who has left"


def _void(found: list[Line]) -> None:
    for index, line in enumerate(found):
        if line.role == ROLES["endorsed renewal"] and not line.void:
            found[index] = replace(line, void="Changed afterwards")


def _when(renewal: Renewal, entry: TrailEntry) -> datetime:
    """The renewal's own time where it keeps one: the trail's is when the line was written."""
    own = {
        "began renewal": renewal.created,
        "declared renewal": renewal.declared_at,
        "withdrew renewal": renewal.withdrawn_at,
    }
    return own.get(entry.verb) or entry.when
