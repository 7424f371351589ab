"""An activity as somebody who was there signs it: what was done, when, how long and where; not what it brought its owner."""

from typing import Any

from activities.models import KIND, Activity
from evidence.signing import named_for_signing
from lib.formats import day_span, duration
from people.permissions import can
from signoffs.kinds import PROSE, Described, Fact, Kind


def describe(activity: Activity) -> Described:
    words = activity.words()
    facts = [
        Fact("When", day_span(activity.start_date, activity.end_date)),
        Fact("How long", duration(activity.minutes)),
    ]
    if words["provider"]:
        facts.append(Fact("Where, or with whom", words["provider"]))
    if words["description"].strip():
        facts.append(Fact("What was done", words["description"], PROSE))
    return Described(words["title"], facts, named_for_signing(KIND, activity))


def refusal(activity: Activity) -> str:
    if activity.deleted_at:
        return "It was deleted."
    if activity.sealed:
        return "It is sealed: only you can read it."
    return "It is only planned: ask once it is done." if activity.planned else ""


def queue(activity: Activity, person: Any) -> str:
    """A supervisor who may verify it does so on its own page."""
    return activity.get_absolute_url() if can(person, "activities.verify_activity", activity) else ""


SIGNED = Kind(
    model=Activity,
    noun="activity",
    question="Did {owner} do this, as described?",
    declaration="I saw this being done, or know from my own work that it was done as described",
    describe=describe,
    refusal=refusal,
    queue=queue,
)
