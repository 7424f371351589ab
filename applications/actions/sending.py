"""Send an application: freeze what it says; open it again; note what came of it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications.actions.keeping import ApplicationRefused, locked_draft
from applications.facts import facts_of
from applications.models import Application, Submitted
from lib.digests import digest
from people import trail
from people.models import User


@transaction.atomic
def submit_application(*, application: Application, actor: User, once: UUID, day: date) -> Submitted:
    """Note that it was sent on that day and keep every word as it is now. The same key again is the same act.

    Gaps do not stop it: the body decides. Raises ApplicationRefused when it was sent already.
    """
    stored = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if done := Submitted.objects.filter(application=stored, once=once).first():
        return done
    if Submitted.objects.filter(once=once).exists():
        raise ApplicationRefused("This form has been sent before: open the application again, then send it.")
    stored = locked_draft(stored)
    stored.state, stored.submitted_on, stored.changed = Application.State.SUBMITTED, day, timezone.now()
    facts = facts_of(stored)
    stored.save(update_fields=["state", "submitted_on", "changed"])
    kept = Submitted.objects.create(application=stored, facts=facts, digest=digest(facts), once=once)
    trail.record(actor, "sent application", stored)
    return kept


@transaction.atomic
def reopen_application(*, application: Application, actor: User) -> Application:
    """Write on: what was sent stays kept. A draft is left as it is; one with an outcome is copied instead."""
    stored = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if stored.is_draft:
        return stored
    if stored.state != Application.State.SUBMITTED:
        raise ApplicationRefused("This application has its outcome. Copy it to apply again.")
    stored.state, stored.submitted_on, stored.changed = Application.State.DRAFT, None, timezone.now()
    stored.save(update_fields=["state", "submitted_on", "changed"])
    trail.record(actor, "reopened application", stored)
    return stored


@transaction.atomic
def record_outcome(*, application: Application, actor: User, outcome: str, day: date) -> Application:
    """What the body decided, and when: "registered" or "refused". A later word replaces it."""
    stored = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if stored.is_draft:
        raise ApplicationRefused("Say first that it was sent.")
    if outcome not in (Application.State.REGISTERED, Application.State.REFUSED):
        raise ApplicationRefused("Choose one of the two outcomes.")
    if (stored.state, stored.outcome_on) != (outcome, day):
        stored.state, stored.outcome_on, stored.changed = Application.State(outcome), day, timezone.now()
        stored.save(update_fields=["state", "outcome_on", "changed"])
        trail.record(actor, "noted outcome", stored, fields=["outcome_on", "state"])
    return stored
