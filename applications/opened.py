"""Applications on which somebody is asked to comment, for the page of everything that is not private."""

from django.utils import timezone

from applications.models import Supporter
from people.models import User
from sharing.overview import Elsewhere


def to_supporters(owner: User) -> list[Elsewhere]:
    asked = Supporter.objects.filter(
        application__owner=owner,
        application__deleted_at=None,
        answered_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )
    noun = ("supporter asked", "supporters asked")
    return [Elsewhere(asked, noun, "Each reads one application, by a link", "/applications/")]
