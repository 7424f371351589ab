"""Writing programmes: make, change, copy, give away, delete, and keep what a cohort did as one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cohorts.actions.holding import SENT_BEFORE, hold_programme
from cohorts.models import Cohort, Programme, ProgrammeItem
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused

KEEP, READ = "cohorts.keep_programmes", "cohorts.read_programme"
COPIED = ("kind", "title", "place", "notes", "template_id", "offset_days")

DELETED = "deleted programme"


@dataclass(frozen=True)
class Said:
    """What a programme says of itself."""

    title: str
    notes: str = ""


@transaction.atomic
def make_programme(*, actor: User, said: Said, once: UUID) -> Programme:
    """An empty one, the actor's own; an admin who trains nobody makes it the institution's.

    The same `once` again is the same programme. Raises Refused for a `once` that made another.
    """
    return _made(actor, said, once=once)[0]


def _made(actor: User, said: Said, *, once: UUID) -> tuple[Programme, bool]:
    """(the programme of this key, whether it was made now): what is to be in it is put there then, and never later."""
    if not permissions.can(actor, KEEP):
        raise PermissionDenied
    owner = actor if actor.has_role("trainer") else None
    made, is_new = Programme.objects.get_or_create(made_key=once, defaults=vars(said) | {"owner": owner})
    if is_new:
        trail.record(actor, "made programme", made)
    elif not permissions.can(actor, READ, made):
        raise PermissionDenied
    elif (made.title, made.notes) != (said.title, said.notes):
        raise Refused({"": SENT_BEFORE})
    return made, is_new


@transaction.atomic
def change_programme(
    *, programme: Programme, actor: User, said: Said, changed: str | None = None
) -> Programme:
    """Raises Stale when it was changed since `changed`."""
    held = hold_programme(programme, actor, changed=changed)
    if fields := trail.changed_fields(held, vars(said)):
        held.title, held.notes = said.title, said.notes
        _touch(held, "title", "notes")
        trail.record(actor, "changed programme", held, fields=fields)
    return held


def _touch(held: Programme, *fields: str) -> None:
    held.changed = timezone.now()
    held.save(update_fields=["changed", *fields])


@transaction.atomic
def save_programme_item(
    *,
    programme: Programme,
    actor: User,
    values: dict[str, Any],
    item: ProgrammeItem | None = None,
    changed: str | None = None,
    once: UUID | None = None,
) -> ProgrammeItem:
    """Add an item or rewrite one; `values` are fields of ProgrammeItem. Cohorts that started it keep what they were set.

    The same `once` again adds nothing. Raises Stale when the programme was changed since `changed`, and assessments'
    Refused for a `once` that added something else.
    """
    held = hold_programme(programme, actor, changed=changed)
    key = uuid5(held.uid, str(once)) if once else uuid4()
    if item is None and (added := held.items.filter(uid=key).first()):
        if trail.changed_fields(added, values):
            raise Refused({"": SENT_BEFORE})
        return added
    saved = item or ProgrammeItem(programme=held, uid=key)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    _touch(held)
    trail.record(actor, "changed programme" if item else "added to programme", held)
    return saved


@transaction.atomic
def remove_programme_item(*, programme: Programme, item: UUID, actor: User) -> None:
    """Taking off what has gone already is no act."""
    held = hold_programme(programme, actor)
    gone, _ = held.items.filter(uid=item).delete()
    if gone:
        _touch(held)
        trail.record(actor, "took off programme", held)


@transaction.atomic
def copy_programme(*, programme: Programme, actor: User, title: str, once: UUID) -> Programme:
    """The actor's own copy. The same `once` again is the same copy; raises Refused as `make_programme`."""
    if not permissions.can(actor, READ, programme):
        raise PermissionDenied
    key = uuid5(once, str(programme.uid))
    made, is_new = _made(actor, Said(title, programme.notes), once=key)
    if is_new:
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(programme=made, **{name: getattr(item, name) for name in COPIED})
            for item in programme.items.all()
        )
    return made


@transaction.atomic
def keep_as_programme(*, cohort: Cohort, actor: User, title: str, once: UUID) -> Programme:
    """A programme of what the cohort was set, as far from its first day as it was due; what had no date is due on that.

    The same `once` again is the same programme; raises Refused as `make_programme`.
    """
    if not permissions.can(actor, "cohorts.read_cohort", cohort):
        raise PermissionDenied
    made, is_new = _made(actor, Said(title), once=uuid5(once, str(cohort.uid)))
    if is_new:
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(
                programme=made,
                offset_days=max((item.due_on - cohort.starts_on).days, 0) if item.due_on else 0,
                **{name: getattr(item, name) for name in COPIED if name != "offset_days"},
            )
            for item in cohort.items.all()
        )
    return made


@transaction.atomic
def give_programme(*, programme: Programme, actor: User) -> Programme:
    """It becomes the institution's: every trainer uses it, admins change it from now on."""
    held = hold_programme(programme, actor)
    if held.owner_id is not None:
        held.owner = None
        _touch(held, "owner")
        trail.record(actor, "gave programme to institution", held, fields=["owner"])
    return held


@transaction.atomic
def delete_programme(*, programme: Programme, actor: User) -> None:
    """Gone for good; cohorts keep what they were set."""
    held = hold_programme(programme, actor)
    trail.record(actor, DELETED, held)
    held.delete()
