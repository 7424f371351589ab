"""A renewal that may still be changed: fetched under a lock by every verb that changes one."""

from lib.formats import day_span
from registers import succession
from registers.facts import Period
from registers.models import Registration, Renewal
from registers.periods import first_free


class RenewalRefused(ValueError):
    """The renewal cannot be changed or declared; the message is a sentence for the screen."""


class AlreadyDeclared(RenewalRefused):
    """Days of this period are declared under this registration: `renewal` says which, `free` are days that are left."""

    def __init__(self, renewal: Renewal, free: Period | None) -> None:
        said = (
            f"{day_span(renewal.period_from, renewal.period_to)} is declared already ({renewal.frozen.code})"
        )
        left = f"prepare {day_span(free.start, free.end)} only, or " if free else ""
        super().__init__(f"{said}, and each day is declared once: {left}withdraw that declaration first.")
        self.renewal, self.free = renewal, free


def locked(renewal: Renewal) -> Renewal:
    """The stored row, for this transaction alone."""
    return Renewal.objects.select_for_update(of=("self",)).get(pk=renewal.pk)


def refuse_declared_twice(renewal: Renewal) -> None:
    """Raises AlreadyDeclared where another declaration of the same registration holds a day of this one.

    Whoever declares waits here for whoever else does so under the same registration.
    """
    Registration.objects.select_for_update().filter(pk=renewal.registration_id).first()
    if standing := succession.standing_over(renewal):
        raise AlreadyDeclared(standing[0], first_free(renewal.period, [one.period for one in standing]))


def draft(renewal: Renewal) -> Renewal:
    """The stored row while it is being prepared. Raises RenewalRefused after that."""
    stored = locked(renewal)
    if stored.state != Renewal.State.DRAFT:
        raise RenewalRefused("This renewal has been declared; what it says is fixed.")
    return stored
