"""Reads about notices."""

from django.db.models import Count, Q, Window

from notices.models import Notice
from notices.naming import with_titles
from people.models import User


def latest(person: User, limit: int = 8) -> list[Notice]:
    """The newest; each with its `title`, and `unread`: how many of all of theirs nobody has read."""
    unread = Window(Count("pk", filter=Q(read_at=None)))
    rows = Notice.objects.visible_to(person).select_related("actor").annotate(unread=unread)
    return list(with_titles(rows, person)[:limit])
