"""Attaching evidence to an activity and taking it off: part of what a verification covers."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from activities.actions.verification import refresh_verification
from activities.models import KIND, Activity
from evidence import actions as evidence_actions
from evidence.models import Evidence
from people.models import User


@transaction.atomic
def attach_evidence(
    *, activity: Activity, evidence: Iterable[Evidence], actor: User, only: bool = False
) -> Activity:
    """Attach pieces of the owner's; with `only`, take every other off. Raises evidence.actions.UnknownEvidence."""
    stored = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if evidence_actions.attach(thing=stored, kind=KIND, evidence=evidence, actor=actor, only=only):
        _note_change(stored, actor)
    return stored


@transaction.atomic
def detach_evidence(*, activity: Activity, evidence: Evidence, actor: User) -> Activity:
    """Take one piece off; it stays in the owner's library."""
    stored = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if evidence_actions.detach(thing=stored, kind=KIND, evidence=evidence, actor=actor):
        _note_change(stored, actor)
    return stored


@transaction.atomic
def follow_evidence(*, evidence: Evidence, actor: User) -> None:
    """A piece went from the library, or came back: look again at what was signed with it."""
    held = evidence.attachments.filter(kind=KIND).values("object_uid")
    for activity in Activity.objects.alive().filter(uid__in=held).select_for_update(of=("self",)):
        _note_change(activity, actor)


def _note_change(activity: Activity, actor: User) -> None:
    activity.changed = timezone.now()
    activity.save(update_fields=["changed"])
    refresh_verification(activity=activity, actor=actor)
