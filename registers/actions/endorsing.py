"""Verbs of the supervisor's line under a renewal."""

from django.db import transaction
from django.utils import timezone

from notices.actions import notify
from people import trail
from people.models import User
from registers import witness
from registers.actions.drafts import RenewalRefused, draft
from registers.freezing import facts_of
from registers.models import Renewal
from sharing.refusals import Stale


@transaction.atomic
def ask_endorsement(*, renewal: Renewal, endorser: User, actor: User, changed: str | None = None) -> Renewal:
    """Ask a supervisor paired now; from then on they read this renewal.

    Raises Stale when `changed` is not what the renewal says of its endorsement: somebody was asked, or answered, meanwhile.
    """
    stored = draft(renewal)
    if changed is not None and changed != stored.asked_token:
        raise Stale(stored)
    if actor.pk not in endorser.supervised_ids:
        raise RenewalRefused("Only a supervisor of yours can be asked. See My supervisors.")
    stored.endorser, stored.asked_at = endorser, timezone.now()
    was_endorsed = stored.endorsed_at is not None
    stored.endorsed_at, stored.endorsement, stored.endorsed_digest = None, "", ""
    stored.save(update_fields=["endorser", "asked_at", "endorsed_at", "endorsement", "endorsed_digest"])
    if was_endorsed:
        trail.record(actor, witness.VOIDED, stored)
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
def endorse_renewal(*, renewal: Renewal, actor: User, words: str, seen: str = "") -> Renewal:
    """The supervisor's line under what it says now, once.

    `seen` is the digest of what they read (`witness.covered`). Raises Stale when it says something else by now.
    """
    stored = draft(renewal)
    facts = facts_of(stored)
    now = witness.covered(facts)
    if stored.endorsed_at is not None and witness.holds(stored, facts):
        return stored
    if seen and seen != now:
        raise Stale(stored)
    stored.endorsed_at, stored.endorsement, stored.endorsed_digest = timezone.now(), words.strip(), now
    stored.save(update_fields=["endorsed_at", "endorsement", "endorsed_digest"])
    trail.record(actor, "endorsed renewal", stored, fields=["endorsement"])
    return stored
