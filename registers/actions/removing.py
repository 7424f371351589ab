"""Taking back a registration that was added by mistake: it goes for good while nothing declared or sent rests on it."""

from collections.abc import Callable

from django.db import transaction

from lib.formats import count
from people import trail
from people.models import User
from registers.actions.registrations import RegistrationRefused
from registers.models import Registration, Renewal
from registers.wording import listed

REMOVED = "removed registration"


def declared_under(registration: Registration) -> dict[str, int]:
    """Withdrawn declarations too: who was given the pack still finds its code here."""
    return {"declared renewal": registration.renewals.exclude(state=Renewal.State.DRAFT).count()}


# (registration) -> how many things of a room rest on it, by their noun ("declared renewal", "entry,entries").
RESTING: list[Callable[[Registration], dict[str, int]]] = [declared_under]


def why_it_is_kept(registration: Registration) -> str:
    """The sentence that speaks against removing it, "" for none."""
    resting = {noun: many for count_of in RESTING for noun, many in count_of(registration).items() if many}
    if not resting:
        return ""
    said = listed([count(many, *noun.split(",")) for noun, many in resting.items()])
    rests = "rests" if sum(resting.values()) == 1 else "rest"
    return f"{said} {rests} on it, so it stays as history. If you no longer hold it, say when it ended."


@transaction.atomic
def remove_registration(*, registration: Registration, actor: User) -> None:
    """It goes with its breaks, its history and the renewals being prepared under it. A second time changes nothing.

    Raises RegistrationRefused while anything declared or sent rests on it.
    """
    # Drafts before their registration, in the order that declaring one takes the two.
    list(registration.renewals.select_for_update(of=("self",)).order_by("pk"))
    stored = Registration.objects.select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if stored is None:
        return
    if refusal := why_it_is_kept(stored):
        raise RegistrationRefused(refusal)
    stored.renewals.filter(state=Renewal.State.DRAFT).delete()
    trail.record(actor, REMOVED, stored)
    stored.delete()
