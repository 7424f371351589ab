"""What judging needs to know of activities, as plain values; no words of a sealed activity among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from activities.models import Activity


@dataclass(frozen=True, kw_only=True)
class ActivityFact:
    """One activity. `end_date` None is ongoing. Texts are told by their presence only; `title` is empty when sealed.

    `claims` are {"pack", "category", "points" (text or None)}; `competences` are "pack/grade/code".
    """

    uid: str
    owner_id: int
    title: str
    start_date: date
    end_date: date | None
    minutes: int
    category: str
    planned: bool
    was_planned: bool
    has_description: bool
    has_practice: bool
    has_users: bool
    evidence_count: int
    sealed: bool
    self_points: Decimal | None
    verified_points: Decimal | None
    claims: tuple[dict[str, Any], ...]
    tags: tuple[str, ...]
    competences: tuple[str, ...]


NAMES = (
    "uid", "owner_id", "title", "start_date", "end_date", "minutes", "category", "planned", "was_planned",
    "has_description", "has_practice", "has_users", "evidence_count", "sealed", "self_points",
    "verified_points", "claims", "tags", "competences",
)  # fmt: skip


def facts_for(
    owner_ids: Iterable[int], period: tuple[date, date] | None = None
) -> dict[int, list[ActivityFact]]:
    """Every owner's activities, oldest first, in one query; an owner without any has an empty list.

    With a `period` (both edges included), those that touch it: begun by its last day, and not over before its first.
    """
    wanted = list(owner_ids)
    rows = Activity.objects.among(wanted)
    if period:
        first, last = period
        rows = rows.filter(start_date__lte=last).filter(Q(end_date=None) | Q(end_date__gte=first))
    found: dict[int, list[ActivityFact]] = {owner: [] for owner in wanted}
    for row in rows.with_evidence_count().with_points().order_by("start_date", "pk").values(*NAMES):
        found[row["owner_id"]].append(fact(row))
    return found


def fact(row: dict[str, Any]) -> ActivityFact:
    listed = {name: tuple(row[name]) for name in ("claims", "tags", "competences")}
    return ActivityFact(**(row | listed | {"uid": str(row["uid"])}))
