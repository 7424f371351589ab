"""Reads: what the owner may put on a page, and the versions of a page."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from wagtail.models import Revision

from evidence.models import Evidence
from evidence.queries import library
from portfolios.editing import ID, SHOWS, boxes_of, uids_of
from portfolios.finding import completed, dated, readable
from portfolios.merging import Sheetful
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing import kinds

MOST_OFFERED = 200

FolioPage = WebfolioPage | WebfolioSectionPage


class Offer:
    """What an owner may choose from: (uid, title and day) of each kind, newest first; asked only where a form needs it."""

    def __init__(self, owner: Any) -> None:
        self._owner = owner

    @cached_property
    def entries(self) -> list[tuple[str, str]]:
        return [(str(item.uid), dated(item)) for item in self._own("entry")]

    @cached_property
    def activities(self) -> list[tuple[str, str]]:
        return [(str(item.uid), dated(item)) for item in self._own("activity")]

    @cached_property
    def assessments(self) -> list[tuple[str, str]]:
        rows = completed(self._owner.pk).order_by("-completed_at", "-pk")[:MOST_OFFERED]
        return [(str(item.uid), dated(item)) for item in rows]

    @cached_property
    def evidence(self) -> list[tuple[str, str]]:
        return [(str(item.uid), dated(item)) for item in self._evidence]

    @cached_property
    def pictures(self) -> list[tuple[str, str]]:
        return [(str(item.uid), dated(item)) for item in self._evidence if item.is_picture]

    @cached_property
    def _evidence(self) -> list[Evidence]:
        return list(library(self._owner)[:MOST_OFFERED])

    def older(self, kind: str, uids: Iterable[str]) -> list[tuple[str, str]]:
        """Of these uids the owner's own that may still be shown: chosen once, and no longer among the newest.

        `kind` is one of `editing.SHOWS`, or "picture".
        """
        known, of_pictures = {uid for uid in uids if ID.fullmatch(uid)}, kind == "picture"
        found = readable("evidence" if of_pictures else kind, known, self._owner, owner_id=self._owner.pk)
        own = {uid: item for uid, item in found.items() if item.owner_id == self._owner.pk}
        return [(uid, dated(item)) for uid, item in own.items() if not of_pictures or item.is_picture]

    def _own(self, kind: str) -> list[Any]:
        """Sealed items and drafts are left out: nobody else could read them on the page."""
        model = kinds.KINDS.get(kind)
        if model is None:
            return []
        rows = model.objects.owned_by(self._owner).filter(model.objects.all().shown).order_by("-created")
        return list(rows[:MOST_OFFERED])


SKETCH = Q(content__sketch=True)


def versions(page: FolioPage) -> list[Revision]:
    """Every version that somebody saved, oldest first: version n of the history is the nth.

    Of those saved while somebody typed only the newest counts, as long as nothing was saved after it.
    """
    kept = Revision.objects.for_instance(page).filter(~SKETCH | Q(pk=page.latest_revision_id))
    return list(kept.order_by("created_at", "pk").select_related("user"))


def sheetful_of(page: FolioPage) -> Sheetful:
    """A version as the editing form and its comparisons see it."""
    return Sheetful(page.title, boxes_of(page.body))


def draft_of(page: FolioPage) -> Sheetful:
    return sheetful_of(page.get_latest_revision_as_object())


def version_begun_from(page: FolioPage, changed: str) -> Sheetful | None:
    """What a form with this `changed` token showed when it was opened; None where that is no longer kept."""
    if changed == "new" and not page.live:
        return Sheetful(page.title, [])
    try:
        when = datetime.fromisoformat(changed)
    except ValueError:
        return None
    if when.tzinfo is None:
        return None
    found = Revision.objects.for_instance(page).filter(created_at=when).first()
    return sheetful_of(found.as_object()) if found else None


def names_in(sheetfuls: Iterable[Sheetful], owner: Any) -> dict[str, str]:
    """Titles of the owner's items that these versions show, by uid; one query to each kind."""
    wanted: dict[str, set[str]] = {}
    for box in (box for sheetful in sheetfuls for box in sheetful.boxes if box.kind in SHOWS):
        wanted.setdefault(SHOWS[box.kind], set()).update(uids_of(box))
    found = [readable(kind, uids, owner, owner_id=owner.pk) for kind, uids in wanted.items()]
    return {uid: str(item) for items in found for uid, item in items.items()}
