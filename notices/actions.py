"""Telling people, and what they choose about it."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from lib.digests import digest_of_key
from notices import choices, kinds, unsubscribing
from notices.models import CalendarFeed, Notice, Preference, QuietHours
from people import trail
from people.models import User
from tenants import jobs


@dataclass(frozen=True)
class News:
    """That `event` happened to `thing`. It names the occurrence (such as "<uid>:submitted:2"): the same one reported again
    tells nobody again. `path` defaults to the thing's own page.
    """

    kind: str
    recipients: Iterable[User]
    thing: Any
    event: str
    actor: User | None = None
    path: str | None = None
    to_address: str = ""

    def notices(self) -> list[Notice]:
        """One for each recipient who has an account in use, but for the actor: nobody is told of their own act."""
        if self.kind not in kinds.KINDS:
            raise KeyError(self.kind)
        people = {one.pk: one for one in self.recipients if one.is_active and one != self.actor}
        values = {name: getattr(self, name) for name in ("kind", "actor", "to_address", "event")}
        path = self.path if self.path is not None else self.thing.get_absolute_url()
        return [Notice(recipient=one, path=path, about=self.thing.uid, **values) for one in people.values()]


def notify(**said: Any) -> list[Notice]:
    """Tell each recipient once; what is said are the parts of a `News`. Returns the notices made now."""
    return notify_each([News(**said)])


@transaction.atomic(savepoint=False)
def notify_each(news: Iterable[News]) -> list[Notice]:
    """Tell all of it, in as many queries for a thousand as for one. Returns the notices made now."""
    # Who has been told of it already keeps their notice: the constraint leaves the new row out, also in a race.
    fresh = [notice for one in news for notice in one.notices()]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    told = list(Notice.objects.filter(uid__in=[notice.uid for notice in fresh]))
    jobs.enqueue_each(connection.schema_name, "notices.mail", [{"notice": notice.pk} for notice in told])
    return told


def lead_elsewhere(*, thing: Any, path: str) -> None:
    """What was told of a thing that goes leads there from now on, so that nobody's notice leads nowhere."""
    Notice.objects.filter(about=thing.uid).update(path=path)


def mark_read(*, notice: Notice) -> Notice:
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def choose_mail(*, person: User, how: Mapping[str, str], actor: User | str) -> list[str]:
    """Have each of these kinds now, daily or off. Returns the kinds that changed; saying the same again changes nothing.

    Raises KeyError for a kind that must go out, or that there is none of.
    """
    User.objects.select_for_update().get(pk=person.pk)
    present = choices.chosen(person)
    changed = sorted(kind for kind, wanted in how.items() if present[kind] != wanted)
    if changed:
        rows = [Preference(person=person, kind=kind, how=Preference.How(how[kind])) for kind in changed]
        Preference.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["person", "kind"], update_fields=["how"]
        )
        trail.record(actor, "changed mail preferences", person, fields=changed)
    return changed


@transaction.atomic
def choose_quiet_hours(*, person: User, hours: tuple[int, int] | None, as_institution: bool) -> None:
    """No mail from the first of these hours to the second; None for mail at any hour; or as the institution has it."""
    User.objects.select_for_update().get(pk=person.pk)
    present = QuietHours.objects.filter(person=person).first()
    wanted = None if as_institution else QuietHours(person=person)
    if wanted is not None and hours is not None:
        wanted.quiet_from, wanted.quiet_until = hours
    if _as_tuple(present) == _as_tuple(wanted):
        return
    if wanted is None:
        QuietHours.objects.filter(person=person).delete()
    elif present is None:
        wanted.save(force_insert=True)
    else:
        wanted.save(force_update=True)
    trail.record(person, "changed quiet hours", person)


def _as_tuple(held: QuietHours | None) -> tuple[int | None, int | None] | None:
    return None if held is None else (held.quiet_from, held.quiet_until)


def unsubscribe(*, person: User, kind: str) -> list[str]:
    """What the link in a mail does: its kind, or everything of the daily mail, is mailed no more. The kinds that changed."""
    meant = unsubscribing.kinds_meant(person, kind)
    return choose_mail(person=person, how=dict.fromkeys(meant, kinds.OFF), actor="unsubscribe link")


@transaction.atomic
def make_calendar(*, person: User, with_titles: bool) -> str:
    """A secret address for their calendar; the one before it shows nothing any more. Returns the key, kept nowhere."""
    key = secrets.token_urlsafe(32)
    values = {"digest": digest_of_key(key), "with_titles": with_titles, "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(person=person, defaults=values)
    trail.record(person, "made calendar address", person)
    return key


@transaction.atomic
def show_titles(*, person: User, with_titles: bool) -> None:
    """Have titles in their calendar or not; the address stays. Without a calendar nothing changes."""
    if CalendarFeed.objects.filter(person=person, with_titles=not with_titles).update(
        with_titles=with_titles
    ):
        trail.record(person, "changed calendar", person, fields=["with_titles"])


@transaction.atomic
def close_calendar(*, person: User) -> None:
    """The address shows nothing any more. Closing twice is one act."""
    gone, _ = CalendarFeed.objects.filter(person=person).delete()
    if gone:
        trail.record(person, "closed calendar address", person)
