"""What of this room rests on a registration: the room of registers asks before one is removed."""

from applications.models import Application
from registers.models import Registration


def resting_on(registration: Registration) -> dict[str, int]:
    """Applications for its grade that were sent and not refused."""
    sent = Application.objects.filter(
        owner_id=registration.owner_id,
        pack=registration.pack,
        grade=registration.grade,
        state__in=(Application.State.SUBMITTED, Application.State.REGISTERED),
        deleted_at=None,
    )
    return {"application that was sent,applications that were sent": sent.count()}
