"""What somebody chose about their mail, and so when it may go out."""

from datetime import datetime

from lib.hours import quiet_until
from notices import kinds
from notices.models import Preference, QuietHours
from people.models import User
from tenants.hosts import current_institution

# By the institution's clock; what came in since the day before goes out in one mail.
DAILY_HOUR = 7


def chosen(person: User) -> dict[str, str]:
    """now, daily or off for every kind that may be chosen: as they said, otherwise as is usual."""
    said = dict(Preference.objects.filter(person=person).values_list("kind", "how"))
    return {name: said.get(name, kind.usual) for name, kind in kinds.may_choose().items()}


def how_to_mail(person: User, kind: str) -> str:
    """now, daily or off, for one kind."""
    if kinds.KINDS[kind].must:
        return kinds.NOW
    said = Preference.objects.filter(person=person, kind=kind).values_list("how", flat=True).first()
    return said or kinds.KINDS[kind].usual


def quiet_hours_of(person: User) -> tuple[int, int] | None:
    """The hours from and until which nothing is mailed to them; None for no quiet hours."""
    held = QuietHours.objects.filter(person=person).first() or current_institution()
    if held.quiet_from is None or held.quiet_until is None:
        return None
    return held.quiet_from, held.quiet_until


def quiet_ends(person: User, now: datetime) -> datetime | None:
    """The end of their quiet hours while these last; None when mail may go at once."""
    hours = quiet_hours_of(person)
    return quiet_until(now, current_institution().zone, start=hours[0], end=hours[1]) if hours else None
