"""How each kind of thing is copied, told apart, and taken back. Each copy is made by the room whose thing it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from activities.actions import give_activity
from activities.models import Activity
from evidence.queries import attached_to
from journals.actions import give_entry
from journals.models import Entry
from people.models import User
from portfolios import actions as pages
from portfolios.copying.models import CopyLine
from portfolios.models import WebfolioSectionPage
from portfolios.queries import versions
from portfolios.templating.actions import add_section_from
from sharing.actions import delete_item


@dataclass(frozen=True)
class Kind:
    """`make(thing, person, actor)` -> the copy; `same(title, person)` -> what they have of that title;
    `find(uid, person)` -> the copy while it is there; `untouched(copy, token)`; `remove(copy, actor)`.
    """

    make: Callable[[Any, User, User], Any]
    same: Callable[[str, User], Any]
    find: Callable[[UUID, User], Any]
    untouched: Callable[[Any, str], bool]
    remove: Callable[[Any, User], Any]


def make_page(page: Any, person: User, actor: User) -> WebfolioSectionPage:
    folio = pages.webfolio_of(owner=person)
    return add_section_from(webfolio=folio, title=page.title, page=page, actor=actor)


def same_page(title: str, person: User) -> Any:
    """A section of that title, whichever of its versions bears it."""
    sections = WebfolioSectionPage.objects.filter(owner_id=person.pk)
    return sections.filter(title__iexact=title).first() or sections.filter(draft_title__iexact=title).first()


def untouched_page(section: WebfolioSectionPage, token: str) -> bool:
    return not section.live and len(versions(section)) == 1 and section.changed_token == token


def untouched_entry(entry: Entry, token: str) -> bool:
    return entry.is_draft and entry.changed_token == token and not attached_to("entry", entry)


def untouched_activity(activity: Activity, token: str) -> bool:
    return activity.planned and activity.changed_token == token and not attached_to("activity", activity)


def remove_item(item: Any, actor: User) -> None:
    """As its owner would: it can be taken back for some days."""
    delete_item(item=item, actor=actor)


KINDS: dict[str, Kind] = {
    CopyLine.Kind.PAGE: Kind(
        make=make_page,
        same=same_page,
        find=lambda uid, person: WebfolioSectionPage.objects.filter(owner_id=person.pk, uid=uid).first(),
        untouched=untouched_page,
        remove=lambda section, actor: pages.remove_section(section=section, actor=actor),
    ),
    CopyLine.Kind.ENTRY: Kind(
        make=lambda entry, person, actor: give_entry(entry=entry, owner=person, actor=actor),
        same=lambda title, person: Entry.objects.owned_by(person).filter(title__iexact=title).first(),
        find=lambda uid, person: Entry.objects.owned_by(person).filter(uid=uid).first(),
        untouched=untouched_entry,
        remove=remove_item,
    ),
    CopyLine.Kind.ACTIVITY: Kind(
        make=lambda activity, person, actor: give_activity(activity=activity, owner=person, actor=actor),
        same=lambda title, person: Activity.objects.owned_by(person).filter(title__iexact=title).first(),
        find=lambda uid, person: Activity.objects.owned_by(person).filter(uid=uid).first(),
        untouched=untouched_activity,
        remove=remove_item,
    ),
}
