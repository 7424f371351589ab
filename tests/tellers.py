"""Short ways to put things into a webfolio, by the real actions."""

from datetime import date
from typing import Any

from activities.actions import log_activity
from activities.models import Activity
from people.models import User

WORDS = {
    "title": "Cryostat induction for new users",
    "provider": "Bioimaging facility",
    "description": "Planned and ran it for six people.",
    "benefit_practice": "I now check the interlock first.",
    "benefit_users": "Fewer calls to the bench.",
}


class Teller:
    """`Teller(cast).activity(owner, title=…)` logs one; `audience` may be named too."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast

    def activity(self, owner: User, *, audience: str = "supervisors", **values: Any) -> Activity:
        today = date.today()
        stored = {
            **WORDS, "start_date": today, "end_date": today, "minutes": 90, "planned": False, "was_planned": False,
            "category": "work_based", "self_points": None, "claims": [], "tags": [], "competences": [], "sealed": False,
        }  # fmt: skip
        activity, _ = log_activity(owner=owner, values=stored | values)
        Activity.objects.filter(pk=activity.pk).update(audience=audience)
        return Activity.objects.get(pk=activity.pk)
