"""The things that links point at, as the reader at hand may see them; one query for each kind, whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from activities.models import SEALED_TITLE as SEALED_ACTIVITY
from activities.models import Activity
from applications.models import Link
from assessments.models import Assignment
from evidence.models import Evidence
from journals.models import SEALED_TITLE as SEALED_ENTRY
from journals.models import Entry
from lib.formats import duration

HIDDEN = "Something kept private"
GONE = "Something you have deleted"
Key = tuple[str, str]


@dataclass(frozen=True)
class Thing:
    """What a link points at. A sealed one says its bare facts; one the reader may not see, nothing but that it is there."""

    kind: str
    uid: str
    title: str
    day: date | None = None
    note: str = ""
    url: str = ""
    sealed: bool = False
    hidden: bool = False


def of_activity(one: Activity) -> Thing:
    day = one.end_date or one.start_date
    title = SEALED_ACTIVITY if one.sealed else one.title
    return Thing(
        Link.Kind.ACTIVITY,
        str(one.uid),
        title,
        day,
        duration(one.minutes),
        one.get_absolute_url(),
        one.sealed,
    )


def of_entry(one: Entry) -> Thing:
    title = SEALED_ENTRY if one.sealed else str(one)
    return Thing(Link.Kind.ENTRY, str(one.uid), title, one.date, "Draft" if one.is_draft else "",
                 one.get_absolute_url(), one.sealed)  # fmt: skip


def of_evidence(one: Evidence) -> Thing:
    day = timezone.localdate(one.created)
    return Thing(
        Link.Kind.EVIDENCE, str(one.uid), one.title, day, one.get_kind_display(), one.get_absolute_url()
    )


def of_assessment(one: Assignment) -> Thing:
    """The outcome only once it is there."""
    note = one.score_text if one.completed_at else "Not scored yet"
    day = timezone.localdate(one.completed_at) if one.completed_at else None
    return Thing(Link.Kind.ASSESSMENT, str(one.uid), one.title, day, note, one.get_absolute_url())


SOURCES: dict[str, tuple[Any, Any]] = {
    Link.Kind.ACTIVITY: (Activity, of_activity),
    Link.Kind.ENTRY: (Entry, of_entry),
    Link.Kind.EVIDENCE: (Evidence, of_evidence),
    Link.Kind.ASSESSMENT: (Assignment, of_assessment),
}


def own_rows(kind: str, owner: Any) -> QuerySet:
    """All of this kind that the owner has and can link."""
    model, _ = SOURCES[kind]
    rows = model.objects.owned_by(owner)
    if kind == Link.Kind.ACTIVITY:
        return rows.filter(planned=False)
    return rows.exclude(completed_at=None) if kind == Link.Kind.ASSESSMENT else rows


def own_thing(kind: str, uid: UUID | str, owner: Any) -> Thing | None:
    """The owner's thing, or None for another's, an unknown one, or an unknown kind."""
    if kind not in SOURCES:
        return None
    found = own_rows(kind, owner).filter(uid=uid).first()
    return SOURCES[kind][1](found) if found else None


def things_for(links: Iterable[Link], member: Any, *, missing: str = HIDDEN) -> dict[Key, Thing]:
    """The things behind links by (kind, uid), for one reader; those they may not see are hidden, titled `missing`."""
    wanted: dict[str, set[str]] = {}
    for link in links:
        wanted.setdefault(link.kind, set()).add(str(link.object_uid))
    found: dict[Key, Thing] = {}
    for kind, uids in wanted.items():
        model, made = SOURCES[kind]
        seen = {str(one.uid): made(one) for one in model.objects.visible_to(member).filter(uid__in=uids)}
        for uid in uids:
            found[(kind, uid)] = seen.get(uid) or Thing(kind, uid, missing, hidden=True)
    return found
