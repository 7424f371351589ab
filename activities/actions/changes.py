"""Acts on several activities: what was before is kept with each, and the owner can take the act back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import BigIntegerField
from django.utils import timezone

from activities.actions.verification import refresh_verifications
from activities.models import UNDO_DAYS, Activity, Change, ChangedActivity
from lib.many_rows import OneOf, insert_rows, update_rows
from lib.sealing import unseal
from people import trail
from people.models import User
from sharing.refusals import TooLate

# Those whose parts make sense only together: an undo takes all of them back, or none.
WHOLE = {Change.Kind.SPLIT}
# Those that change words, days or lengths: an undo looks again at what was signed.
SIGNED = {Change.Kind.SPLIT, Change.Kind.IMPORTED}

# What `put_away` writes beside the words.
FLAGS = ("has_description", "has_practice", "has_users")


def held(activity: Activity, names: Iterable[str]) -> dict[str, Any]:
    """These fields as a Change keeps them."""
    return {name: _plain(getattr(activity, name)) for name in names}


def made(activity: Activity) -> ChangedActivity:
    """The line of an activity that the act made."""
    return ChangedActivity(activity=activity, after=held(activity, ["changed"]))


def done_before(owner: User, once: UUID) -> Change | None:
    """The act that this form has done already. It also makes a second request with the same form wait its turn."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    return Change.objects.filter(owner=owner, once=once).first()


def keep_change(
    *, owner: User, kind: str, once: UUID, items: list[ChangedActivity], values: dict[str, Any] | None = None
) -> Change:
    """Keep an act with its lines. Those too old to be taken back are forgotten. Inside the act's transaction."""
    Change.objects.filter(owner=owner, made_at__lt=timezone.now() - timedelta(UNDO_DAYS)).delete()
    change = Change.objects.create(owner=owner, kind=kind, once=once, values=values or {})
    for item in items:
        item.change_id = change.pk
    insert_rows(items)
    return change


@dataclass(frozen=True)
class Undone:
    """How many activities are as they were before, and which were left because they had changed since."""

    back: int
    kept: int


@transaction.atomic
def undo_change(*, change: Change, actor: User) -> Undone:
    """Put every activity of this act back as it was before; one that was changed since is left as it is.

    What the act made is deleted, what it deleted is there again. A second time does nothing. Raises TooLate.
    """
    stored = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    items = list(stored.items.order_by("activity_id"))
    if stored.undone_at is not None:
        kept = sum(item.kept for item in items)
        return Undone(len(items) - kept, kept)
    if not stored.can_undo:
        raise TooLate(f"This can be taken back for {UNDO_DAYS} days.")
    rows = _rows_of(stored, items)
    untouched = [item for item in items if _is_untouched(item, rows[item.activity_id])]
    if stored.kind in WHOLE and len(untouched) < len(items):
        untouched = []
    back = {item.pk for item in untouched}
    _put_back(stored, [(item, rows[item.activity_id]) for item in untouched], actor)
    kept_ones = [item.pk for item in items if item.pk not in back]
    stored.items.filter(pk__in=kept_ones).update(kept=True)
    stored.undone_at = timezone.now()
    stored.save(update_fields=["undone_at"])
    trail.record(actor, "took back", stored)
    return Undone(len(untouched), len(kept_ones))


def _rows_of(change: Change, items: list[ChangedActivity]) -> dict[int, Activity]:
    """The activities, locked: whole where what was signed is looked at again, else only what the act touched."""
    rows = Activity.objects.select_for_update(of=("self",))
    if change.kind not in SIGNED:
        names = {name for item in items for name in (*item.before, *item.after)}
        rows = rows.only("uid", "changed", "deleted_at", *names)
    touched = OneOf((item.activity_id for item in items), of=BigIntegerField())
    return {row.pk: row for row in rows.filter(pk__in=touched)}


def _is_untouched(item: ChangedActivity, activity: Activity) -> bool:
    """Whether what the act wrote is still there, in an activity that was not deleted since."""
    gone = activity.deleted_at is not None and "deleted_at" not in item.after
    return not gone and held(activity, item.after) == item.after


def _put_back(change: Change, pairs: list[tuple[ChangedActivity, Activity]], actor: User) -> None:
    now = timezone.now()
    created = [activity for item, activity in pairs if not item.before]
    others = [(item, activity) for item, activity in pairs if item.before]
    for activity in created:
        activity.deleted_at = now
    names = {name for item, _ in others for name in item.before}
    for item, activity in others:
        for name, value in item.before.items():
            setattr(activity, name, _typed(name, value))
        activity.changed = now
        if item.sealed_before:
            names |= {*Activity.SEALED_FIELDS, *FLAGS, "sealed_text"}
            activity.put_away(activity.words() | unseal(item.sealed_before))
    if created:
        update_rows(created, ["deleted_at"])
        trail.record_many(actor, "deleted", created)
    if others:
        back = [activity for _, activity in others]
        update_rows(back, sorted(names | {"changed"}))
        verb = "restored" if change.kind == Change.Kind.DELETED else "changed"
        trail.record_many(actor, verb, back, fields=names - {"deleted_at", "sealed_text", *FLAGS})
    if change.kind in SIGNED:
        refresh_verifications(activities=[activity for _, activity in others], actor=actor)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name == "deleted_at" and value else value
