"""Who can see an activity, in words."""

from typing import Any

from activities.models import Activity
from people.models import Pair
from sharing.models import Audience

# As anyone but the owner reads it.
OTHERS: dict[str, str] = {
    Audience.SUPERVISORS: "{owner} and their supervisors",
    Audience.NAMED: "{owner}, their supervisors and people they named",
    Audience.INSTITUTION: "{owner} and everyone at the institution",
    Audience.LINK: "{owner}, their supervisors and anyone with the link",
    Audience.PUBLIC: "everyone",
}


def readers_of(activity: Activity, member: Any) -> str:
    """A sentence for the page; names only for the owner."""
    if activity.sealed:
        return "Only you"
    if activity.audience == Audience.ONLY_ME:
        return "Only you"
    if activity.owner_id != member.pk:
        return OTHERS[activity.audience].format(owner=activity.owner)
    pairs = Pair.objects.live().filter(technician_id=activity.owner_id).select_related("supervisor")
    names = [str(pair.supervisor) for pair in pairs]
    supervisors = " and ".join(names) if names else "any supervisor you accept"
    if activity.audience == Audience.SUPERVISORS:
        return f"You and {supervisors}"
    return f"You, {supervisors}; audience: {activity.get_audience_display().lower()}"
