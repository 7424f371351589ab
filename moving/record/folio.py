"""The webfolio as rows: each page with what is published and every version saved. Blocks keep the uids that they name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from moving.record.values import told
from people.models import User
from portfolios.actions import free_slug
from portfolios.editing import boxes_of, stored
from portfolios.furnishing import furnish
from portfolios.models import WebfolioPage, WebfolioSectionPage
from portfolios.queries import FolioPage, versions
from sharing.models import Audience

MOMENT = {"type": ["string", "null"], "format": "date-time"}
BLOCKS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"type": {"type": "string"}, "value": {"type": "object"}, "id": {"type": "string"}},
        "required": ["type", "value", "id"],
        "additionalProperties": False,
    },
}
VERSION = {
    "type": "object",
    "properties": {
        "at": MOMENT,
        "title": {"type": "string"},
        "body": BLOCKS,
        "published": {"type": "boolean", "description": "Whether this is the version that others read."},
        "sketch": {"type": "boolean", "description": "Whether it was saved while its owner typed."},
    },
    "required": ["at", "title", "body", "published", "sketch"],
    "additionalProperties": False,
}
COMMON: dict[str, Any] = {
    "uid": {"type": "string", "format": "uuid"},
    "title": {"type": "string"},
    "slug": {"type": "string"},
    "live": {"type": "boolean"},
    "body": BLOCKS,
    "first_published_at": MOMENT,
    "last_published_at": MOMENT,
    "opens_at": MOMENT,
    "opens_with": MOMENT | {"description": "The time of the version that is published at opens_at."},
    "closes_at": MOMENT,
    "versions": {"type": "array", "items": VERSION},
}
TIMES = ("first_published_at", "last_published_at", "opens_at", "closes_at")


class Page:
    """The first page; one to a person. Where they have one already it stays, and this one is not stored."""

    properties = COMMON | {"audience": {"type": "string", "enum": Audience.values}}

    def rows(self, person: User) -> Iterator[dict[str, Any]]:
        for page in WebfolioPage.objects.owned_by(person):
            yield {**_row(page), "audience": page.audience}

    def store(self, rows: Iterable[Mapping[str, Any]], owner: User) -> None:
        for row in rows:
            if not WebfolioPage.objects.owned_by(owner).exists():
                shelf = furnish()
                page = WebfolioPage(keeper=owner, audience=row["audience"], **_held(row, shelf, owner))
                shelf.add_child(instance=page)
                _keep_versions(page, row)


class Sections:
    """The further pages, in their order; they follow those that are there."""

    properties = COMMON | {"place": {"type": "integer", "minimum": 0}}

    def rows(self, person: User) -> Iterator[dict[str, Any]]:
        for page in WebfolioSectionPage.objects.filter(webfolio__owner=person).in_order():
            yield {**_row(page), "place": page.place}

    def store(self, rows: Iterable[Mapping[str, Any]], owner: User) -> None:
        there = {str(uid) for uid in WebfolioSectionPage.objects.values_list("uid", flat=True)}
        webfolio = WebfolioPage.objects.owned_by(owner).first()
        for row in rows:
            if webfolio is not None and row["uid"] not in there:
                page = WebfolioSectionPage(
                    webfolio=webfolio, place=row["place"], **_held(row, webfolio, owner)
                )
                webfolio.add_child(instance=page)
                _keep_versions(page, row)


def _row(page: FolioPage) -> dict[str, Any]:
    kept = versions(page)
    return {
        "uid": str(page.uid),
        "title": page.title,
        "slug": page.slug,
        "live": page.live,
        "body": stored(boxes_of(page.body)),
        **{name: told(getattr(page, name)) for name in TIMES},
        "opens_with": told(page.opens_with.created_at) if page.opens_with else None,
        "versions": [_version(one, page) for one in kept],
    }


def _version(revision: Revision, page: FolioPage) -> dict[str, Any]:
    as_it_was = revision.as_object()
    return {
        "at": told(revision.created_at),
        "title": as_it_was.title,
        "body": stored(boxes_of(as_it_was.body)),
        "published": revision.pk == page.live_revision_id,
        "sketch": bool(revision.content.get("sketch")),
    }


def _held(row: Mapping[str, Any], parent: Any, owner: User) -> dict[str, Any]:
    return {
        "uid": row["uid"],
        "title": row["title"],
        "slug": row["slug"] if _is_free(parent, row["slug"]) else free_slug(parent, row["title"]),
        "body": row["body"],
        "owner": owner,
        "live": False,
    }


def _is_free(parent: Any, slug: str) -> bool:
    return not parent.get_children().filter(slug=slug).exists()


def _keep_versions(page: FolioPage, row: Mapping[str, Any]) -> None:
    """Every version with its own time, the page itself as it is read; without a line in any log."""
    page.draft_title = row["title"]
    for one in row["versions"]:
        page.title, page.body, page.sketch = one["title"], one["body"], one["sketch"]
        revision = page.save_revision(log_action=False)
        page.latest_revision, page.latest_revision_created_at = revision, datetime.fromisoformat(one["at"])
        page.draft_title = one["title"]
        Revision.objects.filter(pk=revision.pk).update(created_at=one["at"])
        if one["published"]:
            page.live_revision = revision
        if one["at"] == row["opens_with"]:
            page.opens_with = revision
    page.title, page.body, page.live, page.sketch = row["title"], row["body"], row["live"], False
    for name in TIMES:
        setattr(page, name, row[name] and datetime.fromisoformat(row[name]))
    last = row["versions"][-1] if row["versions"] else None
    page.has_unpublished_changes = last is not None and not last["published"]
    page.save(clean=False)


PAGE, SECTIONS = Page(), Sections()
