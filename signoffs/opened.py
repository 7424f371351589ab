"""What a person has sent out to be signed, for the page of everything that is not private."""

from django.utils import timezone

from people.models import User
from sharing.overview import Elsewhere
from signoffs.models import SignRequest


def to_signers(owner: User) -> list[Elsewhere]:
    waiting = SignRequest.objects.filter(
        owner=owner, state=SignRequest.State.WAITING, expires_at__gt=timezone.now()
    )
    noun = ("request to sign", "requests to sign")
    return [Elsewhere(waiting, noun, "Each opens one thing to whoever was asked", "/sign-offs/")]
