"""A renewal that may still be changed: fetched under a lock by every verb that changes one."""

from registers.models import Renewal


class RenewalRefused(ValueError):
    """The renewal cannot be changed or declared; the message is a sentence for the screen."""


class AlreadyDeclared(RenewalRefused):
    """This period of this register has been declared; `renewal` is the one that says so."""

    def __init__(self, renewal: Renewal) -> None:
        super().__init__(
            "You have declared this period already. Open that renewal to withdraw it or open it again."
        )
        self.renewal = renewal


def locked(renewal: Renewal) -> Renewal:
    """The stored row, for this transaction alone."""
    return Renewal.objects.select_for_update(of=("self",)).get(pk=renewal.pk)


def draft(renewal: Renewal) -> Renewal:
    """The stored row while it is being prepared. Raises RenewalRefused after that."""
    stored = locked(renewal)
    if stored.state != Renewal.State.DRAFT:
        raise RenewalRefused("This renewal has been declared; what it says is fixed.")
    return stored
