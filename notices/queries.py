"""Reads about notices."""

from django.db.models import Count, Q, Window

from notices.models import Notice
from people.models import User


def latest(person: User, limit: int = 8) -> list[Notice]:
    """The newest; each with `unread`, how many of all of theirs nobody has read."""
    unread = Window(Count("pk", filter=Q(read_at=None)))
    return list(Notice.objects.visible_to(person).select_related("actor").annotate(unread=unread)[:limit])
