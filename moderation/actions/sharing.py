"""A share of a trainer's work marked twice: begun before anything is handed in, followed at each first submission."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.models import Assignment, Template
from moderation.actions.marking import share_second
from moderation.actions.refusals import SENT_BEFORE
from moderation.models import Share
from moderation.sampling import falls_in
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused

RUN = "moderation.run"


@transaction.atomic
def begin_share(
    *, template: Template, actor: User, once: UUID, markers: Iterable[User], percent: int, seed: str
) -> Share:
    """Have so many per cent of what the actor sets of this template marked twice from now on. The same `once` begins one.

    Raises PermissionDenied, Refused beside `markers`, `percent` or `template`, and for a `once` that began another.
    """
    if not permissions.can(actor, RUN) or not permissions.can(actor, "assessments.read_template", template):
        raise PermissionDenied
    Template.objects.select_for_update(of=("self",), no_key=True).get(pk=template.pk)
    asked = list(markers)
    if done := Share.objects.filter(asked_by=actor, once=once).first():
        there = (done.template_id, done.percent, done.seed, set(done.markers.all()))
        if there != (template.pk, percent, seed, set(asked)):
            raise Refused({"": SENT_BEFORE})
        return done
    _refuse_odd(actor, template, markers=asked, percent=percent)
    made = Share.objects.create(template=template, asked_by=actor, percent=percent, seed=seed, once=once)
    made.markers.set(asked)
    trail.record(actor, "began double marking", made)
    return made


def _refuse_odd(actor: User, template: Template, *, markers: list[User], percent: int) -> None:
    if not markers:
        raise Refused({"markers": "Choose at least one trainer."})
    for one in markers:
        if one == actor or not one.has_role("trainer"):
            raise Refused({"markers": f"{one} cannot mark second here: choose trainers other than yourself."})
    if not 1 <= percent <= 100:
        raise Refused({"percent": "Give a share from 1 to 100 per cent."})
    if Share.objects.running().filter(asked_by=actor, template=template).exists():
        raise Refused({"template": "A share of this template is running already: end it first."})


@transaction.atomic
def end_share(*, share: Share, actor: User) -> Share:
    """Ask for no more; what was asked stays asked. Twice is one act."""
    held = Share.objects.select_for_update(of=("self",)).get(pk=share.pk)
    if not permissions.can(actor, "moderation.read_share", held):
        raise PermissionDenied
    if held.is_running:
        held.ended_at = timezone.now()
        held.save(update_fields=["ended_at"])
        trail.record(actor, "ended double marking", held)
    return held


def sample_submitted(held: Assignment) -> None:
    """At a first submission, which holds the work: ask for a blind second mark where it falls into a running share."""
    if held.version != 1 or held.template_id is None or held.set_by_id is None:
        return
    running = Share.objects.running().filter(template_id=held.template_id, asked_by_id=held.set_by_id)
    share = running.select_for_update(of=("self",), no_key=True).select_related("asked_by").first()
    if share is None or not permissions.can(share.asked_by, "moderation.ask_mark", held):
        return
    if falls_in(share.seed, held.uid, share.percent):
        share_second(held, share, once=share.uid)
