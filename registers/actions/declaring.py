"""Verbs that end a draft: declare it and freeze its facts, drop it, or take the declaration back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lib.digests import digest
from people import trail
from people.models import User
from registers import returns, succession, witness
from registers.actions.drafts import RenewalRefused, locked, refuse_declared_twice
from registers.actions.renewals import RENEWAL_FIELDS
from registers.freezing import facts_of
from registers.issuing import issue_later
from registers.models import FrozenPack, Renewal
from registers.packfiles.codes import new_code
from registers.wording import listed, many
from sharing.refusals import Stale
from tenants.hosts import current_institution


@transaction.atomic
def declare_renewal(
    *, renewal: Renewal, actor: User, once: UUID, show_name: bool | None = None, seen: str = ""
) -> FrozenPack:
    """Declare: freeze the facts, the rules and the result as they are now. The same key again is the same act.

    Unmet rules do not stop it; the pack says so. A text beyond the body's own limit does, and so does another declaration
    of any of its days (AlreadyDeclared). `seen` is the digest of what the owner read (`witness.covered`): Stale is raised
    when it says something else by now. Raises RenewalRefused unless it is being prepared.
    """
    stored = locked(renewal)
    if done := FrozenPack.objects.filter(renewal=stored, once=once).first():
        return done
    refuse_unfit(stored, once)
    stored.declared_at = stored.changed = timezone.now()
    if show_name is not None:
        stored.show_name = show_name
    stored.replaces = stored.replaces or succession.predecessor_of(stored)
    code = new_code(prefix())
    facts = facts_of(stored, code=code, declared_on=timezone.localdate())
    if seen and seen != witness.covered(facts):
        raise Stale(stored)
    stored.state = Renewal.State.DECLARED
    stored.save(update_fields=["state", "declared_at", "changed", "show_name", "replaces"])
    frozen = FrozenPack.objects.create(
        renewal=stored, code=code, facts=facts, digest=digest(facts), once=once
    )
    issue_later(frozen)
    trail.record(actor, "declared renewal", stored)
    return frozen


def refuse_unfit(renewal: Renewal, once: UUID) -> None:
    """Raises RenewalRefused for what cannot be declared, or not by this form."""
    if renewal.state != Renewal.State.DRAFT:
        raise RenewalRefused("This renewal has been declared already; what it says is fixed.")
    if FrozenPack.objects.filter(once=once).exists():
        raise RenewalRefused("This form has been sent before: open the renewal again, then declare it.")
    refuse_declared_twice(renewal)
    if over := returns.too_long(renewal.edition, renewal.answers):
        said = listed(
            [f"{many(words, 'word')} from \u201c{question.label}\u201d" for question, words in over]
        )
        raise RenewalRefused(f"The body takes no longer texts: take out {said}.")


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


@transaction.atomic
def reopen_renewal(*, renewal: Renewal, actor: User) -> Renewal:
    """Begin again from a withdrawn declaration, with everything it said; a second time gives the same draft.

    The pack of the withdrawn one stays for good. Raises RenewalRefused unless it is withdrawn.
    """
    stored = locked(renewal)
    if again := Renewal.objects.filter(replaces=stored, state=Renewal.State.DRAFT).first():
        return again
    if stored.state != Renewal.State.WITHDRAWN:
        raise RenewalRefused("Withdraw the declaration first; then it can be opened again.")
    refuse_declared_twice(stored)
    if succession.successor_of(stored):
        raise RenewalRefused("You are at another renewal of this period already: go on with that one.")
    same = {
        "registration": stored.registration,
        "period_from": stored.period_from,
        "period_to": stored.period_to,
    }
    carried = {name: getattr(stored, name) for name in RENEWAL_FIELDS}
    begun = Renewal.objects.create(
        owner=stored.owner, pack=stored.pack, grade=stored.grade, replaces=stored, **same, **carried
    )
    trail.record(actor, "opened renewal again", stored)
    trail.record(actor, "began renewal", begun)
    return begun
