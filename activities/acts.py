"""What can be done to many activities at once: which fields each act writes, and what it makes of one activity.

Pure: no ORM, no clock. None of these fields is part of what a verification signs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from activities.fields import MOST_COMPETENCES
from activities.models import Activity, Change
from lib.tags import MOST as MOST_TAGS

Kind = Change.Kind


class Unfit(ValueError):
    """This act cannot be done to this activity; the text says why, as in "2 activities: …"."""


@dataclass(frozen=True)
class Act:
    """`takes` is the field of the confirmation form that says what to set, "" for none; `verb` is the trail's word.

    `work(activity, value, today)` gives the new values of `writes`; those that are as they were change nothing.
    """

    kind: Kind
    label: str
    takes: str
    writes: tuple[str, ...]
    work: Callable[[Activity, Any, date], dict[str, Any]]
    verb: str = "changed"


def add_tags(activity: Activity, tags: list[str], today: date) -> dict[str, Any]:
    held = {tag.casefold() for tag in activity.tags}
    whole = [*activity.tags, *(tag for tag in tags if tag.casefold() not in held)]
    if len(whole) > MOST_TAGS:
        raise Unfit(f"they would have more than {MOST_TAGS} tags")
    return {"tags": whole}


def remove_tags(activity: Activity, tags: list[str], today: date) -> dict[str, Any]:
    unwanted = {tag.casefold() for tag in tags}
    return {"tags": [tag for tag in activity.tags if tag.casefold() not in unwanted]}


def add_competences(activity: Activity, codes: list[str], today: date) -> dict[str, Any]:
    whole = list(dict.fromkeys([*activity.competences, *codes]))
    if len(whole) > MOST_COMPETENCES:
        raise Unfit(f"they would have more than {MOST_COMPETENCES} competences")
    return {"competences": whole}


def remove_competences(activity: Activity, codes: list[str], today: date) -> dict[str, Any]:
    return {"competences": [code for code in activity.competences if code not in codes]}


def set_category(activity: Activity, category: str, today: date) -> dict[str, Any]:
    return {"category": category}


def set_audience(activity: Activity, audience: str, today: date) -> dict[str, Any]:
    return {"audience": audience}


def mark_done(activity: Activity, value: Any, today: date) -> dict[str, Any]:
    if not activity.planned:
        return {}
    if activity.start_date > today:
        raise Unfit("their day is still to come")
    return {"planned": False, "was_planned": True}


ACTS: dict[str, Act] = {
    act.kind: act
    for act in (
        Act(Kind.TAGS_ADDED, "Add tags", "tags", ("tags",), add_tags),
        Act(Kind.TAGS_REMOVED, "Remove tags", "tags", ("tags",), remove_tags),
        Act(Kind.CATEGORY, "Set the kind of learning", "category", ("category",), set_category),
        Act(Kind.COMPETENCES_ADDED, "Add competences", "competences", ("competences",), add_competences),
        Act(Kind.COMPETENCES_REMOVED, "Remove competences", "competences", ("competences",), remove_competences),
        Act(Kind.AUDIENCE, "Set who can see them", "audience", ("audience",), set_audience, "set audience"),
        Act(Kind.DONE, "Mark planned ones as done", "", ("planned", "was_planned"), mark_done),
        Act(Kind.DELETED, "Delete", "", ("deleted_at",), lambda activity, value, today: {}, "deleted"),
    )
}  # fmt: skip
