"""Verbs about registrations and renewals. The only writers of a renewal's state."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lib.digests import digest
from notices.actions import notify
from people import trail
from people.models import User
from registers.freezing import facts_of
from registers.models import FrozenPack, Registration, Renewal
from registers.packfiles.codes import new_code
from sharing.refusals import Stale
from tenants.hosts import current_institution

REGISTRATION_FIELDS = (
    "pack", "grade", "number", "is_candidate", "employer_pays", "registered_on", "anchor_date", "standing", "ended_on",
)  # fmt: skip
RENEWAL_FIELDS = ("exceptional_reason", "statement", "answers", "show_name")


class RenewalRefused(ValueError):
    """The renewal cannot be changed or declared; the message is a sentence for the screen."""


@transaction.atomic
def save_registration(
    *,
    owner: User,
    values: dict[str, Any],
    breaks: list[dict[str, Any]],
    registration: Registration | None = None,
) -> Registration:
    """Add a registration, or change one of the owner's. `breaks` replace those there: {reason, start, end}."""
    registration = registration or Registration(owner=owner)
    fields = [name for name in REGISTRATION_FIELDS if name in values]
    for name in fields:
        setattr(registration, name, values[name])
    is_new = registration.pk is None
    registration.save()
    registration.breaks.all().delete()
    for one in breaks:
        registration.breaks.create(**one)
    trail.record(owner, "added" if is_new else "changed", registration, fields=fields)
    return registration


@transaction.atomic
def end_registration(*, registration: Registration, actor: User) -> Registration:
    """It lapsed or was given up: kept as history, judged no more."""
    if registration.ended_on is None:
        registration.ended_on = timezone.localdate()
        registration.save(update_fields=["ended_on"])
        trail.record(actor, "ended", registration)
    return registration


@transaction.atomic
def start_renewal(*, registration: Registration, period_from: date, period_to: date) -> Renewal:
    """Begin to prepare a period; one already begun for the same dates is returned."""
    wanted = {"registration": registration, "period_from": period_from, "period_to": period_to}
    owner = User.objects.select_for_update().get(pk=registration.owner_id)
    if begun := Renewal.objects.filter(**wanted, state=Renewal.State.DRAFT).first():
        return begun
    renewal = Renewal.objects.create(owner=owner, pack=registration.pack, grade=registration.grade, **wanted)
    trail.record(owner, "began renewal", renewal)
    return renewal


@transaction.atomic
def change_renewal(
    *, renewal: Renewal, actor: User, values: dict[str, Any], changed: str | None = None
) -> Renewal:
    """Keep what the owner wrote; an endorsement of other words goes, and may be asked for again.

    Raises Stale for a stale `changed`, RenewalRefused once declared.
    """
    stored = _draft(renewal)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    fields = trail.changed_fields(stored, {name: values[name] for name in RENEWAL_FIELDS if name in values})
    if fields:
        for name in fields:
            setattr(stored, name, values[name])
        stored.changed = timezone.now()
        if set(fields) - {"show_name"}:
            stored.endorsed_at, stored.endorsement = None, ""
        stored.save(update_fields=[*fields, "changed", "endorsed_at", "endorsement"])
        trail.record(actor, "changed renewal", stored, fields=fields)
    return stored


@transaction.atomic
def declare_renewal(*, renewal: Renewal, actor: User, once: UUID) -> FrozenPack:
    """Declare: freeze the facts, the rules and the result as they are now. The same key again is the same act.

    Unmet rules do not stop it; the pack says so. Raises RenewalRefused unless it is being prepared.
    """
    stored = Renewal.objects.select_for_update(of=("self",)).get(pk=renewal.pk)
    if done := FrozenPack.objects.filter(renewal=stored, once=once).first():
        return done
    if stored.state != Renewal.State.DRAFT:
        raise RenewalRefused("This renewal has been declared already; what it says is fixed.")
    if FrozenPack.objects.filter(once=once).exists():
        raise RenewalRefused("This form has been sent before: open the renewal again, then declare it.")
    stored.declared_at = stored.changed = timezone.now()
    code = new_code(prefix())
    facts = facts_of(stored, code=code, declared_on=timezone.localdate())
    stored.state = Renewal.State.DECLARED
    stored.save(update_fields=["state", "declared_at", "changed"])
    frozen = FrozenPack.objects.create(
        renewal=stored, code=code, facts=facts, digest=digest(facts), once=once
    )
    trail.record(actor, "declared renewal", stored)
    return frozen


def prefix() -> str:
    """Two to four capitals that tell the institution in a code."""
    institution = current_institution()
    letters = "".join(sign for sign in institution.crest.upper() if sign.isascii() and sign.isalpha())
    return (letters + institution.slug.replace("-", "").upper() + "XX")[: max(2, min(4, len(letters)))]


@transaction.atomic
def withdraw_renewal(*, renewal: Renewal, actor: User) -> Renewal:
    """Take a declaration back: the pack stays for good and its check page says withdrawn. A draft is dropped likewise."""
    stored = Renewal.objects.select_for_update(of=("self",)).get(pk=renewal.pk)
    if stored.state == Renewal.State.WITHDRAWN:
        return stored
    if stored.state == Renewal.State.DRAFT:
        trail.record(actor, "dropped renewal", stored)
        stored.delete()
        return stored
    stored.state = Renewal.State.WITHDRAWN
    stored.withdrawn_at = timezone.now()
    stored.save(update_fields=["state", "withdrawn_at"])
    trail.record(actor, "withdrew renewal", stored)
    return stored


@transaction.atomic
def ask_endorsement(*, renewal: Renewal, endorser: User, actor: User) -> Renewal:
    """Ask a supervisor paired now; from then on they read this renewal."""
    stored = _draft(renewal)
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
    stored = _draft(renewal)
    if stored.endorsed_at is None:
        stored.endorsed_at, stored.endorsement = timezone.now(), words.strip()
        stored.save(update_fields=["endorsed_at", "endorsement"])
        trail.record(actor, "endorsed renewal", stored, fields=["endorsement"])
    return stored


def _draft(renewal: Renewal) -> Renewal:
    stored = Renewal.objects.select_for_update(of=("self",)).get(pk=renewal.pk)
    if stored.state != Renewal.State.DRAFT:
        raise RenewalRefused("This renewal has been declared; what it says is fixed.")
    return stored
