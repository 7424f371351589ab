"""Reads: what the owner may put on a page, and the versions of a page."""

from functools import cached_property
from typing import Any

from wagtail.models import Revision

from evidence.models import Evidence
from evidence.queries import library
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing import kinds

MOST_OFFERED = 200

FolioPage = WebfolioPage | WebfolioSectionPage


class Offer:
    """What an owner may choose from: (uid, title) of each kind, newest first; asked only where a form needs it."""

    def __init__(self, owner: Any) -> None:
        self._owner = owner

    @cached_property
    def entries(self) -> list[tuple[str, str]]:
        return [(str(item.uid), str(item)) for item in self._own("entry")]

    @cached_property
    def activities(self) -> list[tuple[str, str]]:
        return [(str(item.uid), str(item)) for item in self._own("activity")]

    @cached_property
    def evidence(self) -> list[tuple[str, str]]:
        return [(str(item.uid), str(item)) for item in self._evidence]

    @cached_property
    def pictures(self) -> list[tuple[str, str]]:
        return [(str(item.uid), str(item)) for item in self._evidence if item.is_picture]

    @cached_property
    def _evidence(self) -> list[Evidence]:
        return list(library(self._owner)[:MOST_OFFERED])

    def _own(self, kind: str) -> list[Any]:
        """Sealed items and drafts are left out: nobody else could read them on the page."""
        model = kinds.KINDS.get(kind)
        if model is None:
            return []
        rows = model.objects.owned_by(self._owner).filter(model.objects.all().shown).order_by("-created")
        return list(rows[:MOST_OFFERED])


def versions(page: FolioPage) -> list[Revision]:
    """Every saved version, oldest first: version n of the history is the nth."""
    return list(Revision.objects.for_instance(page).order_by("created_at", "pk").select_related("user"))
