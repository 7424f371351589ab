"""Asking to move to another institution with one's record, and the answer to it. Nothing moves here: see `moves`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from lib import throttles
from moving.models import Newcomer
from moving.queries import account_for, is_last_admin
from notices.actions import notify
from people import permissions, trail
from people.models import JobTitle, Unit, User
from people.models.accounts import Role
from tenants.jobs import at_work_in, enqueue
from tenants.models import Institution, Transfer

MOVE = "moving.move"
# Each tells all admins of another institution, and whoever has the address there.
MOST_A_DAY, DAY = 5, 24 * 60 * 60
ELSEWHERE = "elsewhere"


class TransferRefused(ValueError):
    """It cannot be asked or answered so; `field` names the box (None: no single one), the message says what to do."""

    def __init__(self, field: str | None, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Place:
    """What the receiving institution sets: the roles that whoever comes has here, and where they belong."""

    roles: Iterable[str] = field(default=(Role.TECHNICIAN,))
    unit: Unit | None = None
    job_title: JobTitle | None = None
    supervisor: User | None = None


@transaction.atomic
def ask_transfer(*, owner: User, to: Institution, email: str, move_on: date, once: UUID) -> Transfer:
    """Ask another institution to receive oneself, with the whole record, on a day; `email` is the address there.

    The same key again is the same one. Raises TransferRefused while another is under way, and after MOST_A_DAY.
    """
    if not permissions.can(owner, "moving.keep"):
        raise PermissionDenied
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    here = connection.schema_name
    own = Transfer.objects.leaving_here().filter(person=owner.uid)
    if held := own.filter(once=once).first():
        return held
    if Transfer.objects.filter(once=once).exists():
        raise TransferRefused(None, "This form was sent before. Press the button once more.")
    _refuse_odd(own, to, move_on)
    _refuse_last_admin(owner)
    if throttles.count("transfers", str(owner.uid), seconds=DAY) > MOST_A_DAY:
        raise TransferRefused(None, f"You have asked {MOST_A_DAY} times today. Ask again tomorrow.")
    transfer = Transfer(
        from_schema=here, to_schema=to.schema_name, person=owner.uid, move_on=move_on, once=once
    )
    with at_work_in(to.schema_name):
        _announce(transfer, owner, email.strip().lower())
    trail.record(owner, "asked for transfer", transfer)
    return transfer


def _refuse_odd(own: Any, to: Institution, move_on: date) -> None:
    if own.filter(state__in=Transfer.OPEN).exists():
        raise TransferRefused(None, "You have asked an institution already. Cancel that first.")
    if not to.is_active or to.schema_name == connection.schema_name:
        raise TransferRefused("to", "Choose another institution.")
    if move_on < timezone.localdate():
        raise TransferRefused("move_on", "Choose today or a later day.")


def _refuse_last_admin(owner: User) -> None:
    """An institution with people in it is left to nobody; whoever is alone in theirs may go."""
    if is_last_admin(owner):
        raise TransferRefused(None, "You are the only admin here. Make somebody else an admin first.")


def _announce(transfer: Transfer, owner: User, email: str) -> None:
    """At the other institution: who it is, and whose answer is waited for."""
    holder = account_for(email)
    transfer.account = holder.uid if holder else None
    transfer.save()
    names = {"first_name": owner.first_name, "last_name": owner.last_name}
    Newcomer.objects.create(transfer=transfer.uid, email=email, **names)
    trail.record(ELSEWHERE, "asked for transfer", transfer)
    admins = User.objects.current().holding(Role.ADMIN)
    notify(kind="transfer_asked", recipients=admins, thing=transfer, event=f"{transfer.uid}:asked")
    if holder:
        event = f"{transfer.uid}:claim"
        notify(kind="transfer_claim", recipients=[holder], thing=transfer, event=event)


@transaction.atomic
def claim_transfer(*, transfer: Transfer, actor: User) -> Newcomer:
    """The holder of the account with that address says that the record is theirs. Raises PermissionDenied for another."""
    if transfer.account != actor.uid or not transfer.arrives_here:
        raise PermissionDenied
    _hold(transfer, actor, "moving.read_transfer")
    held = Newcomer.objects.select_for_update(of=("self",)).get(transfer=transfer.uid)
    if held.claimed_at is None:
        held.claimed_at = timezone.now()
        held.save(update_fields=["claimed_at"])
        trail.record(actor, "claimed transfer", transfer)
    return held


@transaction.atomic
def accept_transfer(*, transfer: Transfer, actor: User, place: Place) -> Transfer:
    """Receive the person, and set their place here; before it moves it can be accepted anew with another place.

    Raises TransferRefused where an account with the address has not said that it is the same person's.
    """
    held = _hold(transfer, actor, "moving.answer_transfer")
    newcomer = Newcomer.objects.select_for_update(of=("self",)).get(transfer=held.uid)
    holder = User.objects.filter(uid=held.account).first()
    _refuse_account(newcomer, holder, actor)
    _refuse_place(holder, actor, place)
    newcomer.roles, newcomer.accepted_by = sorted(place.roles), actor
    newcomer.unit, newcomer.job_title, newcomer.supervisor = place.unit, place.job_title, place.supervisor
    newcomer.save()
    is_new = held.state == Transfer.State.ASKED
    _answer(held, Transfer.State.ACCEPTED)
    trail.record(actor, "accepted transfer" if is_new else "changed transfer", held)
    if is_new:
        _tell_person(held)
        enqueue(held.from_schema, MOVE, at=_beginning(held), transfer=str(held.uid))
    return held


def _refuse_account(newcomer: Newcomer, holder: User | None, actor: User) -> None:
    if holder is None and account_for(newcomer.email):
        raise TransferRefused(
            None,
            f"{newcomer.email} has had an account here since they asked. Refuse, and have them ask again.",
        )
    if holder and holder != actor and newcomer.claimed_at is None:
        raise TransferRefused(
            None,
            f"{newcomer.email} has an account here already. Its holder was asked, and has not said yet that it is them.",
        )


def _refuse_place(holder: User | None, actor: User, place: Place) -> None:
    if Role.TECHNICIAN not in place.roles:
        raise TransferRefused("roles", "Whoever keeps a record is a technician; tick that too.")
    if place.supervisor and not place.supervisor.has_role(Role.SUPERVISOR):
        raise TransferRefused("supervisor", f"{place.supervisor} is not a supervisor here.")
    if place.supervisor and place.supervisor == holder:
        raise TransferRefused("supervisor", "Nobody supervises themselves; choose somebody else.")
    if place.supervisor and place.supervisor == actor:
        raise TransferRefused("supervisor", "You cannot pair yourself; ask another admin, or leave it empty.")


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, actor: User) -> Transfer:
    """Say no, also after a yes, until it moves. Nothing of the person stays here."""
    held = _hold(transfer, actor, "moving.answer_transfer", ended=Transfer.State.REFUSED)
    if held.state != Transfer.State.REFUSED:
        _answer(held, Transfer.State.REFUSED)
        Newcomer.objects.filter(transfer=held.uid).delete()
        trail.record(actor, "refused transfer", held)
        _tell_person(held)
    return held


@transaction.atomic
def cancel_transfer(*, transfer: Transfer, actor: User) -> Transfer:
    """Take it back, until it moves; the holder of the account there says so that it is not theirs. Twice is once."""
    held = _hold(transfer, actor, "moving.cancel_transfer", ended=Transfer.State.CANCELLED)
    if held.state != Transfer.State.CANCELLED:
        held.state = Transfer.State.CANCELLED
        held.save(update_fields=["state"])
        trail.record(actor, "cancelled transfer", held)
        if held.arrives_here:
            _tell_person(held)
        with at_work_in(held.to_schema):
            Newcomer.objects.filter(transfer=held.uid).delete()
            if held.person == actor.uid:
                trail.record(ELSEWHERE, "cancelled transfer", held)
    return held


def _hold(transfer: Transfer, actor: User, action: str, *, ended: str = "") -> Transfer:
    """The stored row, locked. Raises PermissionDenied, and TransferRefused once it can no longer be changed."""
    held = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    if not held.may_change and held.state != ended:
        raise TransferRefused(None, "This can no longer be changed.")
    return held


def _answer(held: Transfer, state: str) -> None:
    held.state, held.answered_at = state, timezone.now()
    held.save(update_fields=["state", "answered_at"])


def _tell_person(held: Transfer) -> None:
    """At the institution that they are still at."""
    with at_work_in(held.from_schema):
        person = User.objects.filter(uid=held.person)
        event = f"{held.uid}:{held.state}:{held.answered_at}"
        trail.record(ELSEWHERE, f"{held.state} transfer", held)
        notify(kind="transfer_answered", recipients=person, thing=held, event=event)


def _beginning(held: Transfer) -> datetime | None:
    """Midnight of the day, by the clock of the institution that is left; None for a day that has begun."""
    with at_work_in(held.from_schema):
        if held.move_on <= timezone.localdate():
            return None
        return timezone.make_aware(datetime.combine(held.move_on, time()))
