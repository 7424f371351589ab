"""Activities for the tests, logged by the real action."""

import uuid
from datetime import date
from typing import Any

from activities import actions
from activities.models import Activity, Verification

WORDS = {
    "title": "Autoclave 3: re-test after door seal change",
    "provider": "Bioimaging",
    "description": "Twelve probes, mixed load.",
    "benefit_practice": "I moved the load probe.",
    "benefit_users": "Fewer repeat cycles for the group.",
}
VALUES: dict[str, Any] = WORDS | {
    "start_date": date(2026, 3, 14),
    "end_date": date(2026, 3, 14),
    "minutes": 90,
    "planned": False,
    "was_planned": False,
    "category": "work_based",
    "self_points": None,
    "claims": [],
    "tags": ["autoclave"],
    "competences": [],
    "sealed": False,
}
# What the quick log sends.
FORM = {
    "title": "Autoclave 3: re-test",
    "start_date": "14/3/26",
    "duration": "1h30",
    "category": "work_based",
}


def log(owner, **values: Any) -> Activity:
    activity, _ = actions.log_activity(owner=owner, values=VALUES | values)
    return activity


def verify(activity: Activity, supervisor, points: Any = None) -> Verification:
    return actions.verify_activity(
        activity=activity,
        actor=supervisor,
        points=points,
        note="Seen in the workshop.",
        once=uuid.uuid4(),
        changed=activity.changed_token,
    )
