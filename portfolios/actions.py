"""Verbs about a webfolio: the only writers of its pages. Nothing here reaches Wagtail's own log, which editors read."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Revision

from evidence.actions import attach
from evidence.models import Evidence
from people import trail
from people.models import User
from portfolios import editing
from portfolios.furnishing import furnish
from portfolios.merging import Merged, Sheetful, merged
from portfolios.models import WebfolioPage, WebfolioSectionPage, WebfolioShelf
from portfolios.queries import SKETCH, FolioPage, draft_of, version_begun_from, versions
from sharing import actions as sharing_actions
from sharing.refusals import Stale

# Versions saved while somebody typed that are kept of one page.
KEPT_SKETCHES = 10


@transaction.atomic
def webfolio_of(*, owner: User) -> WebfolioPage:
    """The technician's webfolio, made on first use; unpublished and open to nobody until they publish it."""
    if held := WebfolioPage.objects.owned_by(owner).first():
        return held
    # One at a time: places in the page tree are counted from the shelf.
    shelf = WebfolioShelf.objects.select_for_update().get(pk=furnish().pk)
    if held := WebfolioPage.objects.owned_by(owner).first():
        return held
    page = WebfolioPage(
        title=owner.display_name,
        slug=free_slug(shelf, owner.display_name),
        owner=owner,
        keeper=owner,
        live=False,
    )
    shelf.add_child(instance=page)
    trail.record(owner, "started webfolio", page)
    return page


class Clashing(Stale):
    """Both edits changed the same: `merged` holds what differs, and everything that could be put together."""

    def __init__(self, stored: FolioPage, result: Merged) -> None:
        super().__init__(stored)
        self.merged = result


@transaction.atomic
def save_draft(
    *,
    page: FolioPage,
    actor: User,
    title: str,
    blocks: list[editing.Box],
    changed: str,
    sketch: bool = False,
) -> FolioPage:
    """A new version of the page, seen by its owner alone. Raises Stale, and saves nothing, over a newer one.

    The same words again make no version. A `sketch` is saved while somebody types: only the latest few are kept.
    """
    page = locked(page)
    if changed != page.changed_token:
        raise Stale(page)
    draft = page.get_latest_revision_as_object()
    values = {"title": title, "body": editing.stored(blocks)}
    held = {"title": draft.title, "body": editing.stored(editing.boxes_of(draft.body))}
    fields = [name for name in values if values[name] != held[name]]
    if fields or page.latest_revision is None:
        draft.title, draft.body, draft.sketch = title, values["body"], sketch
        keep_version(draft, actor)
        (trail.record_draft if sketch else trail.record)(actor, "saved draft", page, fields=fields)
    elif not sketch:
        settle(page.latest_revision)
    forget_sketches(page)
    return locked(page)


@transaction.atomic
def merge_draft(*, page: FolioPage, actor: User, typed: Sheetful, changed: str) -> tuple[FolioPage, bool]:
    """Save what was typed, together with what was saved elsewhere since `changed`: (the page, whether that was so).

    Raises Clashing, and saves nothing, where both changed the same.
    """
    page, now = locked(page), typed
    if elsewhere := changed != page.changed_token:
        result = merged(version_begun_from(page, changed), draft_of(page), typed)
        if result.clashes:
            raise Clashing(page, result)
        now = result.sheetful
    token = page.changed_token
    return save_draft(page=page, actor=actor, title=now.title, blocks=now.boxes, changed=token), elsewhere


@transaction.atomic
def publish(*, page: FolioPage, actor: User) -> FolioPage:
    """The latest version is what others read from now on, as far as the audience lets them; no other hour is waited for."""
    page = locked(page)
    if page.latest_revision is None:
        keep_version(page, actor)
        page = locked(page)
    if page.is_open and not page.has_unpublished_changes and page.opens_at is None:
        return page
    return publish_version(page, page.latest_revision, actor)


def publish_version(page: FolioPage, version: Revision, actor: User) -> FolioPage:
    """Inside a transaction that holds the page. An hour of closing that has gone by is forgotten."""
    settle(version)
    closes_at = page.closes_at if page.closes_at and page.closes_at > timezone.now() else None
    keep_hours(page, opens_at=None, opens_with=None, closes_at=closes_at)
    version.publish(user=actor, log_action=False, skip_permission_checks=True)
    trail.record(actor, "published", page)
    attach_what_shows(page.folio, actor)
    return locked(page)


def keep_hours(page: FolioPage, **hours: Any) -> None:
    """Write these hours of the page, and nothing else of it."""
    type(page).objects.filter(pk=page.pk).update(**hours)


@transaction.atomic
def unpublish(*, page: FolioPage, actor: User) -> FolioPage:
    """Close the page to everyone but its owner. A section goes alone; the webfolio's first page closes them all."""
    page = locked(page)
    if not page.live:
        return page
    # As an anonymous act: Wagtail asks its own permissions of a person, and here the owner's rule has been asked.
    page.unpublish(log_action=False)
    keep_hours(page, opens_at=None, opens_with=None, closes_at=None)
    trail.record(actor, "unpublished", page)
    attach_what_shows(page.folio, actor)
    return locked(page)


@transaction.atomic
def restore(*, page: FolioPage, number: int, actor: User) -> FolioPage:
    """Version `number` becomes the newest draft; nothing is published by it. IndexError for no such version."""
    page = locked(page)
    if number < 1:
        raise IndexError(number)
    draft = versions(page)[number - 1].as_object()
    draft.sketch = False
    keep_version(draft, actor)
    trail.record(actor, "restored version", page)
    return locked(page)


def set_audience(*, webfolio: WebfolioPage, audience: str, actor: User) -> WebfolioPage:
    """Who may read the webfolio while it is published."""
    return sharing_actions.set_audience(item=webfolio, audience=audience, actor=actor)


@transaction.atomic
def add_section(*, webfolio: WebfolioPage, title: str, actor: User) -> WebfolioSectionPage:
    """A further page at the end, as a draft."""
    webfolio = locked(webfolio)
    last = webfolio.sections.in_order().last()
    section = WebfolioSectionPage(
        title=title,
        slug=free_slug(webfolio, title),
        owner=webfolio.owner,
        webfolio=webfolio,
        place=last.place + 1 if last else 1,
        live=False,
    )
    webfolio.add_child(instance=section)
    trail.record(actor, "added section", section)
    return section


@transaction.atomic
def move_section(*, section: WebfolioSectionPage, by: int, actor: User) -> None:
    """Up (-1) or down (1) among the sections; at the end it stays."""
    locked(section.webfolio)
    order = list(section.webfolio.sections.in_order())
    at = order.index(section)
    to = at + by
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for place, one in enumerate(order, start=1):
        WebfolioSectionPage.objects.filter(pk=one.pk).update(place=place)
    trail.record(actor, "moved section", section, fields=["place"])


@transaction.atomic
def remove_section(*, section: WebfolioSectionPage, actor: User) -> None:
    """Delete a section and its history. The queryset's way leaves no line with its title in Wagtail's log."""
    locked(section.webfolio)
    trail.record(actor, "removed section", section)
    WebfolioSectionPage.objects.filter(pk=section.pk).delete()
    attach_what_shows(section.webfolio, actor)


def attach_what_shows(webfolio: WebfolioPage, actor: User) -> None:
    """Evidence opens with the webfolio while a published page shows it, and no longer: attach exactly that."""
    webfolio = locked(webfolio)
    pages = [webfolio, *webfolio.sections.filter(live=True)] if webfolio.live else []
    shown = set().union(*(editing.evidence_named(editing.boxes_of(page.body)) for page in pages))
    pieces = Evidence.objects.filter(owner_id=webfolio.owner_id, uid__in=shown)
    attach(thing=webfolio, kind="folio", evidence=pieces, actor=actor, only=True)


def locked(page: FolioPage) -> Any:
    """The page as stored, held until the transaction ends."""
    return type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)


def keep_version(draft: FolioPage, actor: User) -> None:
    draft.save_revision(user=actor, log_action=False)


def settle(version: Revision) -> None:
    """A version saved while somebody typed counts from now on: it was saved, published or given an hour."""
    if version.content.get("sketch"):
        version.content["sketch"] = False
        Revision.objects.filter(pk=version.pk).update(content=version.content)


def forget_sketches(page: FolioPage) -> None:
    """All but the latest few; those are what another tab may have begun from."""
    rows = Revision.objects.for_instance(page).filter(SKETCH).order_by("-created_at", "-pk")
    if old := list(rows.values_list("pk", flat=True)[KEPT_SKETCHES:]):
        Revision.objects.filter(pk__in=old).delete()


def free_slug(parent: Any, text: str) -> str:
    """A word for the address, unlike its siblings': `megan-okafor`, `megan-okafor-2` …"""
    stem = slugify(text)[:80] or "page"
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug for n in range(len(taken) + 1) if (slug := stem if n == 0 else f"{stem}-{n + 1}") not in taken
    )
