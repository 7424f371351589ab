"""Verbs that begin and fill a renewal."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from people import trail
from people.models import User
from registers import witness
from registers.actions.drafts import draft, refuse_declared_twice
from registers.models import Registration, Renewal
from sharing.refusals import Stale

RENEWAL_FIELDS = (
    "exceptional_reason", "statement", "answers", "chosen_evidence", "discussed", "show_name",
)  # fmt: skip
# Changing these leaves what was endorsed as it was.
BESIDE = {"show_name"}


@transaction.atomic
def start_renewal(*, registration: Registration, period_from: date, period_to: date) -> Renewal:
    """Begin to prepare a period; one already begun for the same dates is returned.

    Raises AlreadyDeclared where a declaration that stands holds a day of it.
    """
    wanted = {"registration": registration, "period_from": period_from, "period_to": period_to}
    owner = User.objects.select_for_update().get(pk=registration.owner_id)
    renewal = Renewal(owner=owner, pack=registration.pack, grade=registration.grade, **wanted)
    refuse_declared_twice(renewal)
    if begun := Renewal.objects.filter(**wanted, state=Renewal.State.DRAFT).first():
        return begun
    renewal.save()
    trail.record(owner, "began renewal", renewal)
    return renewal


@transaction.atomic
def change_renewal(
    *, renewal: Renewal, actor: User, values: dict[str, Any], changed: str | None = None
) -> Renewal:
    """Keep what the owner wrote; an endorsement of other words goes, and may be asked for again.

    Raises Stale for a stale `changed`, RenewalRefused once declared.
    """
    stored = draft(renewal)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    fields = trail.changed_fields(stored, {name: values[name] for name in RENEWAL_FIELDS if name in values})
    if fields:
        for name in fields:
            setattr(stored, name, values[name])
        stored.changed = timezone.now()
        was_endorsed = stored.endorsed_at is not None
        if set(fields) - BESIDE:
            stored.endorsed_at, stored.endorsement, stored.endorsed_digest = None, "", ""
        stored.save(update_fields=[*fields, "changed", "endorsed_at", "endorsement", "endorsed_digest"])
        trail.record(actor, "changed renewal", stored, fields=fields)
        if was_endorsed and stored.endorsed_at is None:
            trail.record(actor, witness.VOIDED, stored)
    return stored
