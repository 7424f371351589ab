"""What somebody has deleted and can still take back, of every kind, the latest first. One query a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from applications.models import Application
from evidence.models import Evidence
from journals.models import Entry
from people.models import User
from plans.models import Goal, Plan
from portfolios.models import Collection
from sharing.models import RESTORE_DAYS

MOST = 100  # of one kind


@dataclass(frozen=True)
class Gone:
    """Something deleted: what it was, when, and the address that takes it back."""

    title: str
    kind: str
    deleted_at: datetime
    restore_url: str


def goals_of(person: User) -> QuerySet:
    """A goal goes with its plan, so only those of a plan that is still there."""
    since = timezone.now() - timedelta(RESTORE_DAYS)
    return Goal.objects.filter(plan__owner=person, plan__deleted_at=None, deleted_at__gte=since)


def items_of(model: Any) -> Callable[[User], QuerySet]:
    return lambda person: model.objects.restorable().filter(owner=person)


# What it is called, whose rows, and the name of the address that takes one back.
KINDS: tuple[tuple[str, Callable[[User], QuerySet], str], ...] = (
    ("Activity", items_of(Activity), "activities:activity_restore"),
    ("Journal entry", items_of(Entry), "journals:entry_restore"),
    ("Evidence", items_of(Evidence), "evidence:evidence_restore"),
    ("Development plan", items_of(Plan), "plans:plan_restore"),
    ("Goal", goals_of, "plans:goal_restore"),
    ("Application", items_of(Application), "applications:application_restore"),
    ("Collection", items_of(Collection), "collections:collection_restore"),
)


def deleted_by(person: User) -> list[Gone]:
    """The owner's own, for their session: what is sealed is named as such."""
    found = [
        Gone(str(row), kind, row.deleted_at, reverse(restore, args=[row.uid]))
        for kind, rows, restore in KINDS
        for row in rows(person).order_by("-deleted_at")[:MOST]
    ]
    return sorted(found, key=lambda one: one.deleted_at, reverse=True)
