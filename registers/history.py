"""What was: the dated steps of a registration, and its past periods with what became of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from registers.dating import period_of
from registers.facts import Period
from registers.models import Registration, Renewal

# How many past periods a page lists.
MOST = 8


@dataclass(frozen=True)
class Past:
    """A period and the renewal declared for it, or the last one withdrawn; None where nothing was declared here."""

    period: Period
    renewal: Renewal | None

    @property
    def outcome(self) -> str:
        """`declared`, `withdrawn` or `none`."""
        return self.renewal.state if self.renewal else "none"


@dataclass(frozen=True, order=True)
class Step:
    on: date
    what: str


def steps_of(registration: Registration) -> list[Step]:
    """Everything dated that happened to it, oldest first."""
    steps = [Step(one.on, str(one)) for one in registration.events.all()]
    if registration.registered_on:
        steps.append(Step(registration.registered_on, "Registered"))
    return sorted(steps, key=lambda one: one.on)


def past_periods(registration: Registration, *, since: date, today: date) -> list[Past]:
    """The periods that ended before today and after `since`, newest first, then declared ones of other dates: one query.

    A body that counts the months before it asks has no periods of its own: then those declared are all there are.
    """
    told = list(registration.renewals.exclude(state=Renewal.State.DRAFT).select_related("frozen"))
    listed = [Past(period, outcome_of(told, period)) for period in ended_periods(registration, since, today)]
    named = {one.renewal.pk for one in listed if one.renewal}
    periods = {one.period for one in listed}
    others = [Past(one.period, one) for one in told if one.pk not in named and one.period not in periods]
    return sorted([*listed, *others], key=lambda one: one.period, reverse=True)


def outcome_of(told: list[Renewal], period: Period) -> Renewal | None:
    """The declared renewal whose dates reach the period's last day; failing one, the latest withdrawn."""
    within = [one for one in told if one.period_from <= period.end <= one.period_to]
    return next((one for one in within if one.state == Renewal.State.DECLARED), within[0] if within else None)


def ended_periods(registration: Registration, since: date, today: date) -> list[Period]:
    if registration.edition.cycle.basis in ("rolling", "on_request"):
        return []
    found: list[Period] = []
    day = min(today, registration.ended_on or today)
    while len(found) <= MOST:
        _, period, _ = period_of(registration, day)
        if period is None or period.end < since:
            break
        found.append(period)
        day = period.start - timedelta(days=1)
    return [one for one in found if one.end < today][:MOST]
