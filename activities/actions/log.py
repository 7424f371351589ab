"""Logging, changing and copying an activity."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities.actions.changes import done_before, keep_change, made
from activities.actions.sealing import follow_sealing, hold_copies
from activities.actions.verification import refresh_verification
from activities.models import Activity, Change
from people import trail
from people.models import User
from sharing.refusals import ReferenceTaken, Stale

PLAIN_FIELDS = (
    "start_date", "end_date", "minutes", "planned", "was_planned", "category", "self_points", "claims", "tags",
    "competences",
)  # fmt: skip
COPIED = ("minutes", "category", "self_points", "claims", "tags", "competences", "sealed", "audience")
GIVEN = (
    "title", "provider", "description", "benefit_practice", "benefit_users", "minutes", "category", "tags", "competences",
)  # fmt: skip


def log_activity(*, owner: User, values: dict[str, Any], uid: UUID | None = None) -> tuple[Activity, bool]:
    """Store a new activity of `owner`; (activity, True). The same uid again gives the stored one, unchanged, and False.

    `values` are the cleaned fields: the words of SEALED_FIELDS, PLAIN_FIELDS and `sealed`. Raises ReferenceTaken.
    """
    try:
        with transaction.atomic():
            return _log(owner=owner, values=values, uid=uid)
    except IntegrityError:
        # Two requests with one uid at the same moment: the other one has stored it.
        if uid is None or (stored := _stored(owner, uid)) is None:
            raise
        return stored, False


def _log(*, owner: User, values: dict[str, Any], uid: UUID | None) -> tuple[Activity, bool]:
    if uid and (stored := _stored(owner, uid)):
        return stored, False
    activity = unsaved(owner, values)
    if uid:
        activity.uid = uid
    activity.save(force_insert=True)
    trail.record(owner, "logged", activity)
    return activity, True


def unsaved(owner: User, values: dict[str, Any]) -> Activity:
    """A new activity with these values, not stored yet; `audience` may be among them."""
    activity = Activity(owner=owner)
    activity.audience = values.get("audience", activity.audience)
    fill(activity, values)
    return activity


def _stored(owner: User, uid: UUID) -> Activity | None:
    found = Activity.objects.filter(uid=uid).first()
    if found and (found.owner_id != owner.pk or found.deleted_at):
        raise ReferenceTaken("The activity cannot be saved under this reference.")
    return found


def fill(activity: Activity, values: dict[str, Any]) -> None:
    """Set these fields, the words where they belong. Does not save."""
    words = activity.words() | {name: values[name] for name in activity.SEALED_FIELDS if name in values}
    for name in PLAIN_FIELDS:
        if name in values:
            setattr(activity, name, values[name])
    activity.sealed = values.get("sealed", activity.sealed)
    activity.put_away(words)


@transaction.atomic
def change_activity(
    *, activity: Activity, actor: User, values: dict[str, Any], changed: str | None = None
) -> Activity:
    """Change the given fields. Raises Stale when `changed` is not the token of the stored one.

    A planned activity that is planned no more becomes one that was. A verification of other words, days,
    minutes or evidence is voided; it stays with the version it signed. Sealing takes the words out of every copy that was
    not declared.
    """
    if values.get("sealed"):
        hold_copies(activity.owner_id)
    stored = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    fields = changed_names(stored, values)
    if not fields:
        return stored
    if stored.planned and values.get("planned") is False:
        values = {**values, "was_planned": True}
    fill(stored, values)
    stored.changed = timezone.now()
    stored.save()
    if "sealed" in fields:
        follow_sealing(stored)
    trail.record(actor, "changed", stored, fields=fields)
    refresh_verification(activity=stored, actor=actor)
    return stored


def changed_names(activity: Activity, values: dict[str, Any]) -> list[str]:
    """Names of the fields that `values` would change."""
    now = {name: getattr(activity, name) for name in (*PLAIN_FIELDS, "sealed")} | activity.words()
    return sorted(name for name, value in values.items() if name in now and now[name] != value)


@transaction.atomic
def duplicate_activity(
    *, activity: Activity, actor: User, uid: UUID | None = None
) -> tuple[Activity, Change]:
    """A copy dated today, and the act that undoing deletes it again. One uid is one copy; nobody has verified it."""
    today = timezone.localdate()
    uid = uid or uuid4()
    if done := done_before(actor, uid):
        return done.items.get().activity, done
    values = values_again(activity) | {"start_date": today, "end_date": today}
    copy, _ = log_activity(owner=actor, values=values, uid=uid)
    return copy, keep_change(owner=actor, kind=Change.Kind.COPIED, once=uid, items=[made(copy)])


def values_again(activity: Activity) -> dict[str, Any]:
    """What a repetition starts from: the same words but for the two benefits, which each time has of its own.

    It is for the same readers: what was for its owner alone opens to nobody by being copied.
    """
    words = activity.words() | {"benefit_practice": "", "benefit_users": ""}
    return words | {name: getattr(activity, name) for name in COPIED}


@transaction.atomic
def give_activity(*, activity: Activity, owner: User, actor: User) -> Activity:
    """The same words as something that `owner` plans for today: it counts for nothing until they have done it.

    Neither benefits, claims and points nor evidence go along. PermissionDenied for another's activity and a sealed one.
    """
    if activity.owner_id != actor.pk or activity.sealed:
        raise PermissionDenied
    again = values_again(activity)
    words = {name: again[name] for name in GIVEN}
    made = unsaved(owner, words | {"planned": True, "start_date": timezone.localdate()})
    made.save(force_insert=True)
    trail.record(actor, "gave a copy", made)
    return made
