"""Two versions of an activity, side by side in words."""

from typing import Any

from activities.competences import named
from activities.forms import ActivityForm
from activities.models import Activity, Category
from lib.formats import day, duration, points
from sharing.conflicts import differing

LABELS = {
    "title": "What you did",
    "provider": "Provider or place",
    "start_date": "First day",
    "end_date": "Last day",
    "minutes": "Length",
    "category": "Kind of learning",
    "description": "Description",
    "benefit_practice": "What changed in your practice",
    "benefit_users": "What changed for the people who use your work",
    "planned": "Planned, not done yet",
    "was_planned": "Was in the development plan",
    "self_points": "Points you give it",
    "tags": "Tags",
    "competences": "Competences",
    "claims": "Claims",
    "sealed": "Sealed",
}


def differences(stored: Activity, form: ActivityForm) -> list[dict[str, str]]:
    """The fields in which the stored activity and the form differ: label, stored, yours. For its owner only."""
    return differing(stored, form.values(), labels=LABELS, spoken=spoken)


def spoken(name: str, value: Any) -> str:
    """A field's value as the screen says it."""
    if name == "end_date" and value is None:
        return "Still going on"
    if name in ("start_date", "end_date"):
        return day(value)
    if name == "minutes":
        return duration(value)
    if name == "category":
        return str(Category(value).label)
    if name == "self_points":
        return points(value)
    if name == "claims":
        return "\n".join(" ".join(str(part) for part in claim.values() if part) for claim in value)
    if name == "competences":
        return "\n".join(str(one) for one in named(value))
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value
