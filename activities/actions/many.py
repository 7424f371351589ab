"""One act on many activities of one owner: in one transaction, in as few queries for a thousand as for one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from activities.actions.changes import done_before, held, keep_change
from activities.acts import Act, Unfit
from activities.models import Activity, Change, ChangedActivity
from lib.many_rows import OneOf, update_rows
from people import trail
from people.models import User

# What an act looks at besides what it writes.
READ = ("uid", "start_date", "planned", "changed")


def most_at_once() -> int:
    """As many as an import may bring, so that it can be sorted in one go."""
    most: int = settings.IMPORT_ROW_LIMIT
    return most


@dataclass
class Outcome:
    """What became of each: changed, as it was already, or not fit (reason → how many). `change` is None for nothing."""

    change: Change | None = None
    changed: int = 0
    same: int = 0
    unfit: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def change_many(*, owner: User, uids: Iterable[UUID], act: Act, once: UUID, value: Any = None) -> Outcome:
    """Do `act` to those of the owner's activities; others are left out. The same `once` again changes nothing more."""
    if done := done_before(owner, once):
        return Outcome(done, done.items.count())
    rows = (
        Activity.objects.owned_by(owner).filter(uid__in=OneOf(uids)).order_by("pk").only(*READ, *act.writes)
    )
    outcome, items, touched = Outcome(), [], []
    now = timezone.now()
    work = _work(act, value, now)
    for activity in rows.select_for_update(of=("self",)):
        try:
            new = {name: one for name, one in work(activity).items() if getattr(activity, name) != one}
        except Unfit as unfit:
            outcome.unfit[str(unfit)] = outcome.unfit.get(str(unfit), 0) + 1
            continue
        if not new:
            outcome.same += 1
            continue
        items.append(_item(activity, new))
        touched.append(activity)
    if touched:
        _store(owner, act, touched, now=now)
        values = {act.takes: value} if act.takes else {}
        outcome.change = keep_change(owner=owner, kind=act.kind, once=once, items=items, values=values)
    outcome.changed = len(touched)
    return outcome


def _store(owner: User, act: Act, touched: list[Activity], *, now: datetime) -> None:
    if act.kind == Change.Kind.DELETED:
        update_rows(touched, ["deleted_at"])
        trail.record_many(owner, act.verb, touched)
        return
    for activity in touched:
        activity.changed = now
    update_rows(touched, [*act.writes, "changed"])
    trail.record_many(owner, act.verb, touched, fields=act.writes)


def _work(act: Act, value: Any, now: datetime) -> Callable[[Activity], dict[str, Any]]:
    """What the act makes of one activity. The answer raises Unfit."""
    if act.kind == Change.Kind.DELETED:
        return lambda activity: {"deleted_at": now}
    today = timezone.localdate(now)
    return lambda activity: act.work(activity, value, today)


def _item(activity: Activity, new: dict[str, Any]) -> ChangedActivity:
    before = held(activity, new)
    for name, value in new.items():
        setattr(activity, name, value)
    # The change is told later: naming it here saves thousands of looks for its default.
    return ChangedActivity(change_id=None, activity_id=activity.pk, before=before, after=held(activity, new))
