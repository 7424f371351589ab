"""The calendar that somebody's own calendar program reads at a secret address: days of theirs, from every room that has any.

Whoever has the address can read it, so it holds no more than a day, what it is and, if its owner wishes, a title. A sealed
title is never in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from icalendar import Calendar, Event

from notices.models import CalendarFeed
from people.models import User
from tenants.hosts import base_url, current_institution

# Programs ask again about so often; and what is longer ago is left out.
ASK_AGAIN = timedelta(hours=6)
KEPT = timedelta(days=31)


@dataclass(frozen=True)
class Day:
    """One entry, from the first to the last day. `what` names no content; `title` is empty for what is sealed."""

    uid: UUID
    what: str
    title: str
    first: date
    last: date
    path: str
    changed: datetime


# (person) -> their days; each room adds its own in config/wiring.py.
SOURCES: list[Callable[[User], Iterable[Day]]] = []


def days_of(person: User) -> list[Day]:
    """Everything with a day, the earliest first."""
    since = timezone.localdate() - KEPT
    found = [day for source in SOURCES for day in source(person) if day.last >= since]
    return sorted(found, key=lambda day: (day.first, day.last, str(day.uid)))


def as_ics(feed: CalendarFeed) -> bytes:
    """The calendar as RFC 5545 has it: entries of whole days, private, that make nobody look busy."""
    base, institution = base_url(), current_institution()
    calendar = Calendar()
    calendar.add("prodid", "-//AspireCPD//CPD calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"CPD, {institution.name}")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", ASK_AGAIN)
    for day in days_of(feed.person):
        calendar.add_component(_event(day, base, with_title=feed.with_titles))
    return calendar.to_ical()


def _event(day: Day, base: str, *, with_title: bool) -> Event:
    event = Event()
    event.add("uid", f"{day.uid}@{base.partition('://')[2]}")
    event.add("dtstamp", day.changed)
    event.add("dtstart", day.first)
    # The day after the last one, as the format counts.
    event.add("dtend", day.last + timedelta(days=1))
    event.add("summary", f"{day.what}: {day.title}" if with_title and day.title else day.what)
    event.add("url", base + day.path)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
