"""The JSON of an activity, in and out."""

from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from ninja import Field, Schema

from activities.models import Activity, Verification
from lib.problems import Problem


class ActivityIn(Schema):
    """What a caller may send. Days and lengths may be written as people write them; other names are ignored."""

    uid: UUID | None = None
    title: str | None = None
    provider: str | None = None
    start_date: str | None = None
    end_date: str | None = Field(None, description="Absent: the first day. Null: still going on.")
    duration: int | float | str | None = Field(None, description="`1h30`, `1:30`, `90 min`, or minutes.")
    planned: bool | str | None = None
    was_planned: bool | str | None = None
    category: str | None = None
    description: str | None = None
    benefit_practice: str | None = None
    benefit_users: str | None = None
    self_points: float | int | str | None = None
    claims: list[Any] | None = None
    tags: list[str] | str | None = None
    competences: list[str] | str | None = None
    evidence: list[UUID] | None = Field(None, description="uids of your own evidence")
    sealed: bool | str | None = None
    changed: str | None = None


class Wanted(Schema):
    """Filters of the list, read as the screen reads them."""

    from_: str = Field("", alias="from")
    to: str = ""
    category: str = ""
    q: str = ""
    tag: str = ""
    owner: str = Field("", description="uid of a person; without it, yourself")


class ActivityOut(Schema):
    uid: UUID
    owner: UUID
    url: str
    title: str
    provider: str
    start_date: str
    end_date: str | None
    duration: int
    minutes: int
    planned: bool
    was_planned: bool
    category: str
    description: str
    benefit_practice: str
    benefit_users: str
    self_points: float | None
    claims: list[dict[str, Any]]
    tags: list[str]
    competences: list[str]
    evidence: list[str]
    evidence_count: int
    sealed: bool
    verified_by: str | None
    verified_on: str | None
    points_awarded: float | None
    created: str
    changed: str


class Conflict(Schema):
    errors: list[Problem]
    stored: ActivityOut
    sent: dict[str, Any]


def activity_json(
    activity: Activity,
    *,
    owner: UUID,
    url: str,
    verified: Verification | None,
    open_words: bool,
    award: bool,
    evidence: list[str],
) -> dict[str, Any]:
    """The activity in the shape of ActivityOut. `owner` is its owner's uid, `verified` the verification in force;
    `open_words` opens what is sealed, `award` shows its points.
    """
    words = (
        activity.words() if open_words else {name: getattr(activity, name) for name in activity.SEALED_FIELDS}
    )
    return words | {
        "uid": activity.uid,
        "owner": owner,
        "url": url,
        "start_date": activity.start_date.isoformat(),
        "end_date": activity.end_date.isoformat() if activity.end_date else None,
        "duration": activity.minutes,
        "minutes": activity.minutes,
        "planned": activity.planned,
        "was_planned": activity.was_planned,
        "category": activity.category,
        "self_points": number(activity.self_points),
        "claims": [claim | {"points": number(claim["points"])} for claim in activity.claims],
        "tags": activity.tags,
        "competences": activity.competences,
        "evidence": evidence,
        "evidence_count": len(evidence),
        "sealed": activity.sealed,
        "verified_by": verified.by_name if verified else None,
        "verified_on": localtime(verified.at).date().isoformat() if verified else None,
        "points_awarded": number(verified.points_awarded) if verified and award else None,
        "created": activity.created.isoformat(),
        "changed": activity.changed_token,
    }


def number(value: Any) -> float | None:
    return None if value is None else float(value)
