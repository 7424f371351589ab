"""What a scorer keeps to themselves: private notes, and which version they last looked at."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.models import Assignment, Scorer
from people import permissions, trail
from people.models import User
from sharing.refusals import Stale

NOTES = "assessments.read_notes"


@transaction.atomic
def save_notes(*, assignment: Assignment, actor: User, notes: str, changed: str | None = None) -> Scorer:
    """Keep the actor's own notes on this work, in any state of it. Nobody else ever reads them.

    Raises PermissionDenied for who may not score it, Stale when another window of theirs has saved since `changed`.
    """
    held = _own(assignment, actor)
    if changed is not None and changed != held.notes_token:
        raise Stale(held)
    if held.notes != notes:
        held.notes, held.noted_at = notes, timezone.now()
        held.save(update_fields=["notes", "noted_at"])
        trail.record_draft(actor, "wrote own notes", held, fields=["notes"])
    return held


@transaction.atomic
def note_seen(*, assignment: Assignment, actor: User) -> Scorer:
    """That the actor is being shown the newest version; the one they had been shown before stays to compare with."""
    held = _own(assignment, actor)
    if held.seen_version < assignment.version:
        held.compared_version, held.seen_version = held.seen_version, assignment.version
        held.seen_at = timezone.now()
        held.save(update_fields=["compared_version", "seen_version", "seen_at"])
    return held


def _own(assignment: Assignment, actor: User) -> Scorer:
    if not permissions.can(actor, NOTES, Scorer(assignment=assignment, person=actor)):
        raise PermissionDenied
    held, _ = Scorer.objects.select_for_update().get_or_create(assignment=assignment, person=actor)
    return held
