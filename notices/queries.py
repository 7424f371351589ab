"""Reads about notices."""

from notices.models import Notice
from people.models import User


def latest(person: User, limit: int = 8) -> list[Notice]:
    return list(Notice.objects.visible_to(person).select_related("actor")[:limit])
