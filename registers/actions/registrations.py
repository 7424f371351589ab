"""Verbs about registrations."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from people import trail
from people.models import User
from registers.models import Registration, RegistrationEvent
from sharing.refusals import Stale

REGISTRATION_FIELDS = (
    "pack", "grade", "number", "is_candidate", "employer_pays", "registered_on", "anchor_date", "standing",
    "show_letters", "remind_days",
)  # fmt: skip


class RegistrationRefused(ValueError):
    """The registration cannot end or come back like that; the message is a sentence for the screen."""


@transaction.atomic
def save_registration(
    *,
    owner: User,
    values: dict[str, Any],
    breaks: list[dict[str, Any]] | None = None,
    registration: Registration | None = None,
    changed: str | None = None,
) -> Registration:
    """Add a registration, or change one of the owner's; the same values again change nothing.

    `breaks`, each {reason, start, end}, are all there are from now on; None leaves them as they are. Raises Stale when
    `changed` is not the token of the stored one.
    """
    stored = _locked(registration) if registration else Registration(owner=owner)
    if registration and changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    given = {name: values[name] for name in REGISTRATION_FIELDS if name in values}
    fields = trail.changed_fields(stored, given) if registration else sorted(given)
    for name in fields:
        setattr(stored, name, given[name])
    if not registration:
        stored.save()
    if breaks is not None and keep_breaks(stored, breaks):
        fields.append("breaks")
    if registration and fields:
        stored.changed = timezone.now()
        stored.save()
    if not registration and stored.is_candidate:
        tell(stored, RegistrationEvent.What.BEGAN, on=timezone.localdate())
    if fields:
        trail.record(owner, "changed" if registration else "added", stored, fields=fields)
    return stored


def keep_breaks(registration: Registration, breaks: list[dict[str, Any]]) -> bool:
    """Those that stay keep their row; the others go, and new ones are added. Answers whether anything changed."""
    wanted = [(one["reason"], one["start"], one["end"]) for one in breaks]
    gone = []
    for held in registration.breaks.all():
        same = (held.reason, held.start, held.end)
        if same in wanted:
            wanted.remove(same)
        else:
            gone.append(held)
    for held in gone:
        held.delete()
    for reason, start, end in wanted:
        registration.breaks.create(reason=reason, start=start, end=end)
    return bool(gone or wanted)


def tell(registration: Registration, what: str, *, on: date) -> RegistrationEvent:
    return registration.events.create(what=what, on=on)


@transaction.atomic
def end_registration(
    *,
    registration: Registration,
    actor: User,
    how: str = Registration.End.RESIGNED,
    on: date | None = None,
) -> Registration:
    """It lapsed, was given up or went to another body: kept as history, judged no more. A second time changes nothing.

    Raises RegistrationRefused for a day to come.
    """
    stored = _locked(registration)
    if stored.ended_on is not None:
        return stored
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise RegistrationRefused("That day is still to come: enter the day on which it ended.")
    stored.ended_on, stored.ended_as = day, how
    stored.save(update_fields=["ended_on", "ended_as"])
    tell(stored, how, on=day)
    trail.record(actor, "ended", stored, fields=["ended_on", "ended_as"])
    return stored


@transaction.atomic
def return_registration(*, registration: Registration, actor: User, on: date | None = None) -> Registration:
    """The body took it up again: current from that day. A second time changes nothing. Raises RegistrationRefused."""
    stored = _locked(registration)
    if stored.ended_on is None:
        return stored
    day = on or timezone.localdate()
    if day < stored.ended_on or day > timezone.localdate():
        raise RegistrationRefused("Enter a day between the one on which it ended and today.")
    stored.ended_on, stored.ended_as = None, ""
    try:
        with transaction.atomic():
            stored.save(update_fields=["ended_on", "ended_as"])
    except IntegrityError as twice:
        raise RegistrationRefused("You hold this one again already, as a registration of its own.") from twice
    tell(stored, RegistrationEvent.What.RETURNED, on=day)
    trail.record(actor, "returned", stored, fields=["ended_on", "ended_as"])
    return stored


def _locked(registration: Registration) -> Registration:
    return Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
