"""Verbs that end a draft: declare it and freeze its facts, drop it, or take the declaration back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lib.digests import digest
from people import trail
from people.models import User
from registers.actions.drafts import RenewalRefused, locked
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from registers.packfiles.codes import new_code
from tenants.hosts import current_institution


@transaction.atomic
def declare_renewal(*, renewal: Renewal, actor: User, once: UUID) -> FrozenPack:
    """Declare: freeze the facts, the rules and the result as they are now. The same key again is the same act.

    Unmet rules do not stop it; the pack says so. Raises RenewalRefused unless it is being prepared.
    """
    stored = locked(renewal)
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
    stored = locked(renewal)
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
