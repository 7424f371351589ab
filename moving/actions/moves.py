"""Moving a record on its day: copied, stored and closed in steps, each whole or not at all, so that a job run again goes on.

1. The files are copied to the other institution, under names that follow from the transfer: copied twice is copied once.
2. One transaction stores the record there and ends the person's access here. Whatever refuses it undoes all of it.
3. One transaction takes out of this institution what does not stay.

It goes ahead where the institution that is left has closed the account since it was asked: the record is the person's, and
whoever employed them cannot hold it back. The person asked while they could sign in; the other institution can still refuse.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from moving.actions.archives import delete_archive
from moving.actions.leaving import close_doors, leave_behind
from moving.actions.transfers import ELSEWHERE
from moving.models import Archive, Newcomer
from moving.record.carrying import Carrier, arriving
from moving.record.kinds import Kind
from moving.record.storing import Arrival, Taken
from moving.record.taking import Luggage, choices_of, luggage_of
from notices.actions import notify
from people import actions as people
from people import trail
from people.actions.accounts import AccountRefused
from people.actions.pairs import propose_pair
from people.models import User
from people.models.accounts import Role
from sharing.models import Grant
from tenants.jobs import at_work_in
from tenants.models import Transfer
from tenants.scratch import check_constraints

NOT_STORED = (Taken, AccountRefused, IntegrityError, DataError, ValidationError, KeyError)
State, Step = Transfer.State, Transfer.Step


def move(*, uid: UUID) -> None:
    """Go on with one transfer from this institution, if its day has come; however often it is run, it is moved once."""
    transfer = _begin(uid)
    if transfer is None:
        return
    if transfer.step == Step.WAITING:
        try:
            _copy_files(transfer)
            _store(transfer)
        except NOT_STORED:
            _give_up(transfer)
            return
    _close(transfer)


def moves_due() -> list[UUID]:
    """Those that ought to be moving by now, for whatever a lost job left behind."""
    due = Transfer.objects.leaving_here().filter(
        state__in=[State.ACCEPTED, State.RUNNING], move_on__lte=timezone.localdate()
    )
    return list(due.values_list("uid", flat=True))


@transaction.atomic
def _begin(uid: UUID) -> Transfer | None:
    held = Transfer.objects.select_for_update().leaving_here().filter(uid=uid).first()
    if held is None or held.state not in (State.ACCEPTED, State.RUNNING):
        return None
    if held.move_on > timezone.localdate():
        return None
    held.state = State.RUNNING
    held.save(update_fields=["state"])
    return held


def _person(transfer: Transfer) -> User:
    return User.objects.get(uid=transfer.person)


def _copy_files(transfer: Transfer) -> None:
    luggage = _luggage(_person(transfer))
    carrier = Carrier(transfer, luggage.files)
    with at_work_in(transfer.to_schema):
        for path, file in luggage.files.items():
            carrier.keep(path, file.store)


@transaction.atomic
def _store(transfer: Transfer) -> None:
    held = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if held.step == Step.WAITING:
        person = _person(held)
        luggage = _luggage(person)
        with at_work_in(held.to_schema):
            account = _received(held, person)
            _arrive(account, luggage.record, Carrier(held, luggage.files))
            check_constraints()
            trail.record(ELSEWHERE, "brought record", held)
            event = f"{held.uid}:done"
            notify(kind="transfer_done", recipients=[account], thing=held, event=event)
        _end_access(person)
        held.account, held.step = account.uid, Step.STORED
        held.save(update_fields=["account", "step"])
    transfer.account, transfer.step = held.account, held.step


def _luggage(person: User) -> Luggage:
    return luggage_of(person, sealed=True, choices=choices_of(person))


def _arrive(account: User, record: Iterable[tuple[Kind, list[dict[str, Any]]]], carrier: Carrier) -> None:
    arrival = Arrival(account, carrier)
    for kind, rows in arriving(account, record):
        arrival.store(kind, rows)


def _received(held: Transfer, person: User) -> User:
    """The account at the new institution, with the place that it was given there; a new one looks and reads like the old."""
    newcomer = Newcomer.objects.select_related("unit", "job_title", "supervisor", "accepted_by").get(
        transfer=held.uid
    )
    actor: User | str = newcomer.accepted_by or "system"
    account = User.objects.filter(uid=held.account).first()
    if account is None:
        account = people.create_person(
            email=newcomer.email, first_name=newcomer.first_name, last_name=newcomer.last_name,
            roles=newcomer.roles, actor=actor, unit=newcomer.unit, job_title=newcomer.job_title,
        )  # fmt: skip
        people.update_person(person=account, actor="system", theme=person.theme, language=person.language)
    else:
        _place(account, newcomer, actor)
    if (supervisor := newcomer.supervisor) and supervisor.is_active and supervisor.has_role(Role.SUPERVISOR):
        propose_pair(technician=account, supervisor=supervisor, actor=actor)
    return account


def _place(account: User, newcomer: Newcomer, actor: User | str) -> None:
    """An account that was there keeps what the receiver left empty; whoever had left is back."""
    if account.has_left:
        people.come_back(person=account, actor=account)
    chosen = {"unit": newcomer.unit, "job_title": newcomer.job_title}
    values = {name: value for name, value in chosen.items() if value}
    people.update_person(person=account, actor=actor, **values)
    for role in newcomer.roles:
        people.grant_role(person=account, role=role, actor=actor)


def _end_access(person: User) -> None:
    """Theirs, and everybody's to what is theirs. Each end of a pair passes on the work that waited with it."""
    people.update_person(person=person, actor="system", is_active=False)
    people.end_rights(person=person, actor="system")
    close_doors(person)
    for archive in Archive.objects.filter(owner=person):
        delete_archive(archive=archive, actor=person)


@transaction.atomic
def _close(transfer: Transfer) -> None:
    """What was written between the two steps goes along, then all that does not stay is deleted."""
    held = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if held.state != State.RUNNING:
        return
    person = _person(held)
    luggage = _luggage(person)
    with at_work_in(held.to_schema):
        account = User.objects.get(uid=held.account)
        late = [(kind, rows) for kind, rows in luggage.record if not kind.told]
        _arrive(account, late, Carrier(held, luggage.files))
        Newcomer.objects.filter(transfer=held.uid).delete()
    Grant.objects.filter(object_uid__in=luggage.uids).delete()
    leave_behind(person)
    held.state, held.step, held.done_at = State.DONE, Step.CLOSED, timezone.now()
    held.save(update_fields=["state", "step", "done_at"])
    trail.record("system", "moved record", held)
    admins = User.objects.current().holding(Role.ADMIN)
    notify(
        kind="transfer_left", recipients=admins, thing=held, event=f"{held.uid}:left",
        path=person.get_absolute_url(),
    )  # fmt: skip


@transaction.atomic
def _give_up(transfer: Transfer) -> None:
    """The other institution could not hold it: nothing has moved, and both sides are told."""
    held = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if held.state != State.RUNNING or held.step != Step.WAITING:
        return
    held.state = State.FAILED
    held.save(update_fields=["state"])
    _tell_here(held, _person(held))
    with at_work_in(held.to_schema):
        Newcomer.objects.filter(transfer=held.uid).delete()
        _tell_failure(held, User.objects.current().holding(Role.ADMIN))


def _tell_here(held: Transfer, person: User) -> None:
    """Whoever cannot sign in any more reads no notice: then the admins are told, who can open the account again."""
    if person.is_active:
        _tell_failure(held, [person])
    else:
        admins = User.objects.current().holding(Role.ADMIN)
        _tell_failure(held, admins, path=person.get_absolute_url())


def _tell_failure(held: Transfer, whom: Iterable[User], path: str | None = None) -> None:
    trail.record("system", "could not move record", held)
    notify(kind="transfer_failed", recipients=whom, thing=held, event=f"{held.uid}:failed", path=path)
