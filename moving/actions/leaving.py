"""Leaving an institution: the account that only reads from then on, the way back, and what is deleted in the end."""

import calendar
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from moving.actions.archives import delete_archive
from moving.models import Archive, Chosen, Leaving
from moving.queries import is_last_admin, leaving_of, open_transfer_of
from moving.record.choosing import CHOOSABLE
from moving.record.listed import BY_NAME
from moving.record.staying import take_out
from moving.record.taking import choices_of
from notices.actions import notify
from notices.models import CalendarFeed
from people import actions as people
from people import permissions, trail
from people.models import User
from people.models.accounts import Role
from sharing.actions import revoke_link
from sharing.models import Audience, Findable, Grant, ShareLink
from sharing.refusals import Refused
from tenants.hosts import current_institution
from tenants.models import UNDO_LEAVING_DAYS

# Days before the end on which whoever left is told once more.
LAST_CALL = 7


@transaction.atomic
def leave(*, owner: User, as_alumni: bool, once: UUID) -> Leaving:
    """Leave: the account only reads from now on, and on a day that the institution's rules set it is deleted.

    Supervisors, links and programs read no more from now on. The same key again is the same leaving. Raises Refused for the
    last admin, while a move is under way, and for alumni where the institution has none.
    """
    if not permissions.can(owner, "moving.keep"):
        raise PermissionDenied
    held = User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    if again := Leaving.objects.filter(owner=held, once=once).first():
        return again
    _refuse_odd(held, as_alumni=as_alumni)
    today = timezone.localdate()
    made = Leaving.objects.create(
        owner=held, as_alumni=as_alumni, back_until=today + timedelta(UNDO_LEAVING_DAYS),
        delete_on=last_day(today, as_alumni=as_alumni), once=once,
    )  # fmt: skip
    people.leave(person=held, actor=held)
    close_doors(held)
    _tell_admins("person_left", made)
    notify(kind="leaving_begun", recipients=[held], thing=made, event=f"{made.uid}:begun")
    return made


def last_day(today: date, *, as_alumni: bool) -> date:
    """On which the record of somebody who leaves today is deleted, by the rules of this institution."""
    rules = current_institution()
    after = today + timedelta(rules.leaver_days)
    return max(after, _months_on(today, rules.alumni_months)) if as_alumni else after


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _refuse_odd(person: User, *, as_alumni: bool) -> None:
    if person.has_left:
        raise Refused({"": "You have left already."})
    if is_last_admin(person):
        raise Refused({"": "You are the only admin here. Make somebody else an admin first."})
    if open_transfer_of(person):
        raise Refused(
            {
                "": "You have asked to move with your record, and your account closes on that day. Cancel that first."
            }
        )
    if as_alumni and not current_institution().alumni_months:
        raise Refused({"as_alumni": "There are no alumni accounts here."})


@transaction.atomic
def come_back(*, leaving: Leaving, actor: User) -> Leaving:
    """Take it back within its days: a technician again. Twice is once; raises Refused when it is too late."""
    if not permissions.can(actor, "moving.take_back_leaving", leaving):
        raise PermissionDenied
    held = Leaving.objects.select_for_update(of=("self",)).get(pk=leaving.pk)
    if held.state == Leaving.State.BACK:
        return held
    if not held.may_come_back:
        raise Refused(
            {"": "The days in which you could come back are over. Ask an admin of your institution."}
        )
    people.come_back(person=held.owner, actor=actor)
    return Leaving.objects.get(pk=held.pk)


@transaction.atomic
def end_by_return(person: User) -> None:
    """Somebody who had left is at work again, whoever brought them back: nothing of theirs is deleted."""
    held = leaving_of(person)
    if held is not None:
        _end(held, Leaving.State.BACK)
        _tell_admins("person_back", held)


def close_doors(person: User) -> None:
    """What opened their items without an account: links, and calendars that a program reads."""
    for link in ShareLink.objects.filter(owner=person, revoked_at=None):
        revoke_link(link=link, actor=person)
    CalendarFeed.objects.filter(person=person).delete()
    # What others opened to them by name.
    Grant.objects.filter(person=person).delete()


@transaction.atomic
def leave_behind(person: User) -> None:
    """Their record has moved away: it is deleted here, but for what they left, which nobody reads until its own day."""
    choices = choices_of(person)
    kept = choices.left | choices.stubs
    take_out(person, but=kept)
    held = leaving_of(person)
    if not kept:
        if held is not None:
            _end(held, Leaving.State.DONE)
        return
    Findable.objects.filter(object_uid__in=kept).delete()
    _close_items(person)
    # Whoever opens the account again brings them back, and with that ends this leaving.
    people.leave(person=person, actor="system")
    day = last_day(timezone.localdate(), as_alumni=False)
    if held is None:
        Leaving.objects.create(owner=person, delete_on=day, once=uuid4())
        return
    held.back_until, held.delete_on = None, day
    held.save(update_fields=["back_until", "delete_on"])


def _close_items(person: User) -> None:
    """To everybody; what is not there any more has nothing to close."""
    for name in ("webfolio", *CHOOSABLE):
        kind = BY_NAME[name]
        if any(one.name == "audience" for one in kind.model._meta.concrete_fields):
            owned = kind.model._default_manager.filter(**{kind.owner: person.pk})
            owned.update(audience=Audience.ONLY_ME)


@transaction.atomic
def finish(*, leaving: Leaving) -> None:
    """Delete what does not stay, on its day. Twice is once; while a move is under way it waits."""
    held = Leaving.objects.select_for_update(of=("self",)).get(pk=leaving.pk)
    if held.state != Leaving.State.LEFT or held.delete_on > timezone.localdate():
        return
    person = held.owner
    if open_transfer_of(person):
        return
    take_out(person)
    for archive in Archive.objects.filter(owner=person):
        delete_archive(archive=archive, actor=person)
    Chosen.objects.filter(owner=person).delete()
    people.update_person(person=person, actor="system", is_active=False)
    _end(held, Leaving.State.DONE)
    trail.record("system", "deleted record", person)


def finish_due() -> None:
    """All whose day has come; and a last word to those whose day comes soon."""
    today = timezone.localdate()
    waiting = Leaving.objects.filter(state=Leaving.State.LEFT).select_related("owner")
    for one in waiting.filter(delete_on__lte=today):
        finish(leaving=one)
    for one in waiting.filter(delete_on__gt=today, delete_on__lte=today + timedelta(LAST_CALL)):
        notify(
            kind="leaving_ends", recipients=[one.owner], thing=one, event=f"{one.uid}:ends:{one.delete_on}"
        )


def _end(held: Leaving, state: str) -> None:
    held.state, held.ended_at = state, timezone.now()
    held.save(update_fields=["state", "ended_at"])


def _tell_admins(kind: str, leaving: Leaving) -> None:
    admins = User.objects.current().holding(Role.ADMIN).exclude(pk=leaving.owner_id)
    path = leaving.owner.get_absolute_url()
    notify(kind=kind, recipients=admins, thing=leaving, event=f"{leaving.uid}:{kind}", path=path)
