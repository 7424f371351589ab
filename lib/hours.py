"""Hours by somebody's own clock: time zones by name, quiet hours, working days. Hours are whole, 0 to 23."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db.models import F, Q

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


@lru_cache(maxsize=1)
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """(region, [(name, place)]) of every zone that is called after a place, for a list to choose from."""
    names = sorted(available_timezones())
    return [
        (region, [(name, name.partition("/")[2].replace("_", " ")) for name in names if _in(region, name)])
        for region in REGIONS
    ]


def _in(region: str, name: str) -> bool:
    return name.startswith(f"{region}/")


def check_zone(name: str) -> None:
    """Raises ValidationError for what is no time zone."""
    if name not in available_timezones():
        raise ValidationError("Choose a time zone from the list.")


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def quiet_until(now: datetime, clock: tzinfo, *, start: int, end: int) -> datetime | None:
    """When the quiet hours that hold `now` are over, by `clock`; None outside them.

    They may go past midnight (22 to 7). Equal hours are no quiet hours at all.
    """
    local = now.astimezone(clock)
    overnight = start > end
    within = local.hour >= start or local.hour < end if overnight else start <= local.hour < end
    if not within:
        return None
    day = local.date() + timedelta(days=overnight and local.hour >= start)
    return datetime.combine(day, time(end), clock)


def quiet_condition() -> Q:
    """For a named constraint: `quiet_from` and `quiet_until` are two different hours of the day, or both empty."""
    both = Q(quiet_from__isnull=False, quiet_until__isnull=False, quiet_from__lte=23, quiet_until__lte=23)
    return Q(quiet_from=None, quiet_until=None) | (both & ~Q(quiet_from=F("quiet_until")))


def working_days_between(start: date, end: date) -> int:
    """Days from Monday to Friday after `start`, up to and with `end`; 0 when `end` is not later. Holidays count as days."""
    weeks, rest = divmod(max((end - start).days, 0), 7)
    return weeks * 5 + sum((start.weekday() + number) % 7 < 5 for number in range(1, rest + 1))
