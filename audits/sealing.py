"""What was sealed or deleted since a year's facts were taken is shown to nobody else from then on."""

from collections.abc import Mapping
from typing import Any

from activities.models import Activity
from people.models import User
from registers.packfiles.facts import seal_activity


def as_sealed_now(facts: Mapping[str, Any], owner: User) -> dict[str, Any]:
    """The facts with the bare facts alone of each activity that its owner has sealed or deleted meanwhile. One query."""
    still_open = {
        str(uid)
        for uid in Activity.objects.owned_by(owner).filter(sealed=False).values_list("uid", flat=True)
    }
    rows = [
        one if one["sealed"] or one["uid"] in still_open else seal_activity(one)
        for one in facts["activities"]
    ]
    return {**facts, "activities": rows}
