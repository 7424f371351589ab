"""The institution's list of techniques: add, change, put away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from authorisations.models import Technique
from people import permissions, trail
from people.models import User
from sharing.refusals import ReferenceTaken, Refused, Stale

KEEP = "authorisations.keep_techniques"
TAKEN = "There is one of this name at this place already."


@transaction.atomic
def save_technique(
    *,
    actor: User,
    values: Mapping[str, Any],
    technique: Technique | None = None,
    uid: UUID | None = None,
    changed: str | None = None,
) -> Technique:
    """Add one (the same `uid` again is the same one), or change `technique`; what was signed under it stays as it is.

    Raises Refused where name and place are taken, ReferenceTaken where the `uid` belongs to another, Stale when somebody
    else has saved since `changed`.
    """
    _check(actor)
    if technique is None and (stored := _added_before(uid, values)):
        return stored
    held = Technique.objects.select_for_update().get(pk=technique.pk) if technique else Technique()
    if technique is not None and changed is not None and changed != held.changed_token:
        raise Stale(held)
    fields = trail.changed_fields(held, dict(values))
    if held.pk and not fields:
        return held
    for name in fields:
        setattr(held, name, values[name])
    if uid is not None and held.pk is None:
        held.uid = uid
    held.changed = timezone.now()
    try:
        # The constraint decides: somebody else may be adding the same at this moment.
        with transaction.atomic():
            held.save()
    except IntegrityError as taken:
        if technique is None and (stored := _added_before(uid, values)):
            return stored
        raise Refused({"name": TAKEN}) from taken
    trail.record(actor, "changed technique" if technique else "added technique", held, fields=fields)
    return held


def _added_before(uid: UUID | None, values: Mapping[str, Any]) -> Technique | None:
    """What was added under this uid: a button pressed twice. Raises ReferenceTaken where it is another."""
    stored = Technique.objects.filter(uid=uid).first() if uid else None
    if stored is not None and trail.changed_fields(stored, dict(values)):
        raise ReferenceTaken
    return stored


def archive_technique(*, technique: Technique, actor: User) -> Technique:
    """Nobody is authorised for it anew; what was signed stays. Archiving twice is one act."""
    return _put(technique, actor, away=True)


def restore_technique(*, technique: Technique, actor: User) -> Technique:
    return _put(technique, actor, away=False)


@transaction.atomic
def _put(technique: Technique, actor: User, *, away: bool) -> Technique:
    _check(actor)
    held = Technique.objects.select_for_update().get(pk=technique.pk)
    if held.is_archived != away:
        held.archived_at = timezone.now() if away else None
        held.save(update_fields=["archived_at"])
        trail.record(actor, "archived technique" if away else "restored technique", held)
    return held


def _check(actor: User) -> None:
    if not permissions.can(actor, KEEP):
        raise PermissionDenied
