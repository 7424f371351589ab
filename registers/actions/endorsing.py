"""Verbs of the supervisor's line under a renewal."""

from django.db import transaction
from django.utils import timezone

from notices.actions import notify
from people import trail
from people.models import User
from registers.actions.drafts import RenewalRefused, draft
from registers.models import Renewal


@transaction.atomic
def ask_endorsement(*, renewal: Renewal, endorser: User, actor: User) -> Renewal:
    """Ask a supervisor paired now; from then on they read this renewal."""
    stored = draft(renewal)
    if actor.pk not in endorser.supervised_ids:
        raise RenewalRefused("Only a supervisor of yours can be asked. See My supervisors.")
    stored.endorser, stored.asked_at = endorser, timezone.now()
    stored.endorsed_at, stored.endorsement = None, ""
    stored.save(update_fields=["endorser", "asked_at", "endorsed_at", "endorsement"])
    trail.record(actor, "asked for endorsement", stored)
    notify(
        kind="renewal_endorsement_asked",
        recipients=[endorser],
        thing=stored,
        event=f"{stored.uid}:asked:{stored.asked_at.isoformat()}",
        actor=actor,
    )
    return stored


@transaction.atomic
def endorse_renewal(*, renewal: Renewal, actor: User, words: str) -> Renewal:
    """The supervisor's line under it, once."""
    stored = draft(renewal)
    if stored.endorsed_at is None:
        stored.endorsed_at, stored.endorsement = timezone.now(), words.strip()
        stored.save(update_fields=["endorsed_at", "endorsement"])
        trail.record(actor, "endorsed renewal", stored, fields=["endorsement"])
    return stored
