"""Renewals that a supervisor is asked to endorse, for the page of everything that is not private."""

from people.models import Pair, User
from registers.models import Renewal
from sharing.overview import Elsewhere


def to_endorsers(owner: User) -> list[Elsewhere]:
    live = Pair.objects.live().filter(technician=owner).values("supervisor_id")
    asked = Renewal.objects.filter(owner=owner, asked_at__isnull=False, endorser__in=live)
    noun = ("renewal to endorse", "renewals to endorse")
    return [Elsewhere(asked, noun, "Read by the supervisor you asked", "/renewals/")]
