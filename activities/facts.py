"""What judging needs to know of activities, as plain values; no words of a sealed activity among them.

An institution's thousands of rows are read at once: the database writes lists as text, and each text is read once.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Func, Q, TextField
from django.db.models.functions import Cast

from activities.models import KIND, Activity
from evidence.queries import bearing


class ActivityFact(NamedTuple):
    """One activity. `end_date` None is ongoing. Texts are told by their presence only; `title` is empty when sealed.

    `claims` are {"pack", "category", "points" (text or None)}; `competences` are "pack/grade/code". Activities with
    equal lists share them: they are for reading, not for changing.
    """

    uid: str
    owner_id: int
    start_date: date
    end_date: date | None
    minutes: int
    category: str
    planned: bool
    was_planned: bool
    has_description: bool
    has_practice: bool
    has_users: bool
    sealed: bool
    evidence_count: int
    claims: tuple[dict[str, Any], ...]
    competences: tuple[str, ...]
    title: str
    self_points: Decimal | None
    verified_points: Decimal | None
    tags: tuple[str, ...]


# An annotation may not have the name of a field.
AS_TEXT: dict[str, Any] = {
    "uid": Cast("uid", TextField()),
    "claims": Cast("claims", TextField()),
    "competences": Cast("competences", TextField()),
    "tags": Cast(Func("tags", function="ARRAY_TO_JSON"), TextField()),
}
ALL = ActivityFact._fields
COUNTED = ALL[: ALL.index("title")]
# Title, points and tags, where nobody asks for them.
LEFT_OUT: tuple[Any, ...] = ("", None, None, ())


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
    rows = rows.with_evidence_count().with_points().order_by("start_date", "pk")
    found: dict[int, list[ActivityFact]] = {owner: [] for owner in wanted}
    lists = _Lists()
    for *plain, claims, competences, title, own, verified, tags in rows.values_list(*_columns(ALL)):
        one = ActivityFact._make(
            (*plain, lists[claims], lists[competences], title, own, verified, lists[tags])
        )
        found[one.owner_id].append(one)
    return found


def done_in(owner_ids: Iterable[int], period: tuple[date, date]) -> dict[int, list[ActivityFact]]:
    """Every owner's activities that were done and ended in the period (both edges included), for who counts many people.

    One query, in no order. Title, points and tags stay empty, and `evidence_count` is True where there is any.
    """
    wanted = list(owner_ids)
    rows = Activity.objects.among(wanted).filter(planned=False, end_date__range=period).order_by()
    found: dict[int, list[ActivityFact]] = {owner: [] for owner in wanted}
    lists = _Lists()
    has_evidence = ExpressionWrapper(Q(uid__in=bearing(KIND)), output_field=BooleanField())
    rows = rows.annotate(evidence_count=has_evidence)
    for *plain, claims, competences in rows.values_list(*_columns(COUNTED)):
        one = ActivityFact._make((*plain, lists[claims], lists[competences], *LEFT_OUT))
        found[one.owner_id].append(one)
    return found


def _columns(names: Iterable[str]) -> list[Any]:
    return [AS_TEXT.get(name, name) for name in names]


class _Lists(dict[str, tuple[Any, ...]]):
    """Lists by their JSON text."""

    def __missing__(self, text: str) -> tuple[Any, ...]:
        self[text] = tuple(json.loads(text))
        return self[text]
