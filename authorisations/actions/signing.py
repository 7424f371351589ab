"""The signer's side: grant, renew, withdraw. Nobody signs for themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from authorisations.models import LONGEST_NAME, Authorisation, Technique
from duties import actions as duties
from lib.series import month_later
from notices.actions import notify
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused

GRANT = "authorisations.grant"
SIGN = "authorisations.sign"
SENT_BEFORE = "This form has signed something else before. What you typed is kept: send it again."


@dataclass(frozen=True)
class Given:
    """What is signed. Without `valid_until` it is as long as the technique says, or open where that says nothing."""

    level: str
    valid_until: date | None = None
    conditions: str = ""


class NotCurrent(ValueError):
    """It was withdrawn, or renewed, meanwhile; `authorisation` is as it stands now."""

    def __init__(self, authorisation: Authorisation) -> None:
        super().__init__(
            "This authorisation was withdrawn."
            if authorisation.withdrawn_at
            else "This authorisation was renewed since."
        )
        self.authorisation = authorisation


def hold(authorisation: Authorisation, *, actor: User, action: str) -> Authorisation:
    """As stored now, locked until the transaction ends. Raises PermissionDenied when `actor` may not."""
    rows = Authorisation.objects.select_for_update(of=("self",))
    held = rows.select_related("owner", "technique", "renewal_task").get(pk=authorisation.pk)
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    return held


@transaction.atomic
def grant(*, owner: User, technique: Technique, actor: User, once: UUID, given: Given) -> Authorisation:
    """Sign that this person may run it. The same `once` for the same person grants one.

    Raises PermissionDenied for whom the actor may not sign for, Refused with the field that is wrong, and for a `once`
    that signed something else.
    """
    # One at a time for one person: two who sign at once find each other.
    held = User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if not permissions.can(actor, GRANT, held):
        raise PermissionDenied
    if stored := _signed_before(held, technique, actor=actor, once=once, given=given):
        return stored
    if refusal := _against(held):
        raise Refused({"person": refusal})
    if technique.is_archived:
        raise Refused({"technique": "This is archived: restore it before somebody is authorised for it."})
    if Authorisation.objects.current().filter(owner=held, technique=technique).exists():
        raise Refused({"person": f"{held} has an authorisation for this already: renew that one instead."})
    made = _signed(held, technique, actor=actor, once=once, given=given)
    _tell(made, "granted", actor=actor)
    return made


@transaction.atomic
def renew(*, authorisation: Authorisation, actor: User, once: UUID, given: Given) -> Authorisation:
    """Sign it anew, from today; the one before is kept as it was, and its renewal task is done.

    The same `once` again is the same act. Raises NotCurrent where it was withdrawn or renewed meanwhile.
    """
    held = hold(authorisation, actor=actor, action=SIGN)
    if stored := _signed_before(held.owner, held.technique, actor=actor, once=once, given=given, renews=held):
        return stored
    if not held.is_current:
        raise NotCurrent(held)
    if refusal := _against(held.owner):
        raise Refused({"": refusal})
    if held.technique.is_archived:
        raise Refused({"": "This technique is archived: restore it before somebody is authorised for it."})
    held.replaced_at = timezone.now()
    held.save(update_fields=["replaced_at"])
    made = _signed(held.owner, held.technique, actor=actor, once=once, given=given, renews=held)
    task = held.renewal_task
    if task is not None and task.is_with_owner:
        duties.finish_task(task=task, actor=None, once=uuid5(held.uid, "renewed"))
    _tell(made, "renewed", actor=actor)
    return made


@transaction.atomic
def withdraw(*, authorisation: Authorisation, actor: User, reason: str) -> Authorisation:
    """Take it back, with a reason; the row stays. Withdrawing twice is one act. Raises NotCurrent where it was renewed."""
    held = hold(authorisation, actor=actor, action=SIGN)
    if held.withdrawn_at is not None and held.withdrawn_by_id == actor.pk:
        return held
    if not held.is_current:
        raise NotCurrent(held)
    if not reason.strip():
        raise Refused({"reason": "Say why: they are told."})
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = timezone.now(), actor, reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    trail.record(actor, "withdrew authorisation", held)
    task = held.renewal_task
    if task is not None and task.is_with_owner:
        duties.withdraw_task(task=task, actor=None, once=uuid5(held.uid, "withdrawn"))
    _tell(held, "withdrawn", actor=actor)
    return held


def _against(owner: User) -> str:
    """What speaks against signing anything for this person anew, "" for nothing."""
    if not owner.is_active or owner.has_left:
        return f"{owner} has left."
    return "" if owner.has_role("technician") else f"{owner} is not a technician; give them that role first."


def _signed_before(
    owner: User,
    technique: Technique,
    *,
    actor: User,
    once: UUID,
    given: Given,
    renews: Authorisation | None = None,
) -> Authorisation | None:
    """What was signed with this key: a button pressed twice. Raises Refused where that was something else."""
    stored = Authorisation.objects.filter(owner=owner, granted_key=once).first()
    if stored is None:
        return None
    there = (stored.technique_id, stored.renews_id, stored.signed_by_id, stored.level, stored.conditions)
    asked = (technique.pk, renews.pk if renews else None, actor.pk, given.level, given.conditions.strip())
    if there != asked or given.valid_until not in (None, stored.valid_until):
        raise Refused({"": SENT_BEFORE})
    return stored


def _signed(
    owner: User,
    technique: Technique,
    *,
    actor: User,
    once: UUID,
    given: Given,
    renews: Authorisation | None = None,
) -> Authorisation:
    today = timezone.localdate()
    valid_until = given.valid_until
    if valid_until is None and technique.validity_months is not None:
        valid_until = month_later(today, technique.validity_months)
    if valid_until is not None and valid_until < today:
        raise Refused({"valid_until": "Choose a day that has not passed."})
    values: dict[str, Any] = {
        "level": given.level,
        "conditions": given.conditions.strip(),
        "signed_by": actor,
        "signed_name": actor.display_name[:LONGEST_NAME],
        "valid_until": valid_until,
        "disuse_days": technique.disuse_days,
        "used_on": today,
        "renews": renews,
    }
    made = Authorisation(owner=owner, technique=technique, granted_key=once, **values)
    made.last_day = made.terms.last_day
    made.save(force_insert=True)
    trail.record(actor, "renewed authorisation" if renews else "granted authorisation", made)
    return made


def _tell(authorisation: Authorisation, what: str, *, actor: User) -> None:
    notify(
        kind=f"authorisation_{what}",
        recipients=[authorisation.owner],
        thing=authorisation,
        event=f"{authorisation.uid}:{what}",
        actor=actor,
    )
