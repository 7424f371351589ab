"""Verbs about a webfolio: the only writers of its pages. Nothing here reaches Wagtail's own log, which editors read."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from evidence.actions import attach
from evidence.models import Evidence
from people import trail
from people.models import User
from portfolios import editing
from portfolios.furnishing import furnish
from portfolios.models import WebfolioPage, WebfolioSectionPage, WebfolioShelf
from portfolios.queries import FolioPage, versions
from sharing import actions as sharing_actions
from sharing.refusals import Stale


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


@transaction.atomic
def save_draft(
    *, page: FolioPage, actor: User, title: str, blocks: list[editing.Box], changed: str
) -> FolioPage:
    """A new version of the page, seen by its owner alone. Raises Stale, and saves nothing, over a newer one."""
    page = locked(page)
    if changed != page.changed_token:
        raise Stale(page)
    draft = page.get_latest_revision_as_object()
    values = {"title": title, "body": editing.stored(blocks)}
    held = {"title": draft.title, "body": editing.stored(editing.boxes_of(draft.body))}
    fields = [name for name in values if values[name] != held[name]]
    draft.title, draft.body = title, values["body"]
    keep_version(draft, actor)
    trail.record(actor, "saved draft", page, fields=fields)
    return locked(page)


@transaction.atomic
def publish(*, page: FolioPage, actor: User) -> FolioPage:
    """The latest version is what others read from now on, as far as the audience lets them."""
    page = locked(page)
    if page.latest_revision is None:
        keep_version(page, actor)
        page = locked(page)
    if page.live and not page.has_unpublished_changes:
        return page
    page.latest_revision.publish(user=actor, log_action=False, skip_permission_checks=True)
    trail.record(actor, "published", page)
    attach_what_shows(page.folio, actor)
    return locked(page)


@transaction.atomic
def unpublish(*, page: FolioPage, actor: User) -> FolioPage:
    """Close the page to everyone but its owner. A section goes alone; the webfolio's first page closes them all."""
    page = locked(page)
    if not page.live:
        return page
    # As an anonymous act: Wagtail asks its own permissions of a person, and here the owner's rule has been asked.
    page.unpublish(log_action=False)
    trail.record(actor, "unpublished", page)
    attach_what_shows(page.folio, actor)
    return locked(page)


@transaction.atomic
def restore(*, page: FolioPage, number: int, actor: User) -> FolioPage:
    """Version `number` becomes the newest draft; nothing is published by it. IndexError for no such version."""
    page = locked(page)
    if number < 1:
        raise IndexError(number)
    keep_version(versions(page)[number - 1].as_object(), actor)
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


def free_slug(parent: Any, text: str) -> str:
    """A word for the address, unlike its siblings': `megan-okafor`, `megan-okafor-2` …"""
    stem = slugify(text)[:80] or "page"
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug for n in range(len(taken) + 1) if (slug := stem if n == 0 else f"{stem}-{n + 1}") not in taken
    )
