"""Reminding one member of one thing they were set: once a day at most, whoever asks for it."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from notices.actions import notify
from people.models import User


def event_of(uid: UUID) -> str:
    """Names today's reminder of the work or task with this uid."""
    return f"{uid}:reminded:{timezone.localdate().isoformat()}"


def remind_of(held: Any, *, kind: str, actor: User) -> bool:
    """Tell whoever has to do it; False where they were told today."""
    return bool(notify(kind=kind, recipients=[held.owner], thing=held, event=event_of(held.uid), actor=actor))
