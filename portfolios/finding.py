"""The items that a page's blocks show: one query to each kind of item, whatever the number of blocks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.utils import timezone

from assessments import states
from assessments.models import Assignment
from evidence.models import Evidence
from lib.formats import day
from portfolios.editing import SHOWS, Box, uids_of
from sharing import kinds

# The day by which each kind is the latest, and how its day is compared with a block's first and last.
DAYS = {"activity": "start_date", "entry": "date", "assessment": "completed_at"}


def items_of(boxes: list[Box], member: Any, *, owner_id: int) -> dict[str, list[Any]]:
    """What this member may read of what each block shows, by the block's id, in its order."""
    chosen = {box.id: (SHOWS[box.kind], uids_of(box)) for box in boxes if box.kind in SHOWS}
    chosen |= latest(boxes, member, owner_id=owner_id)
    wanted: dict[str, set[str]] = {}
    for kind, uids in chosen.values():
        wanted.setdefault(kind, set()).update(uids)
    found = {kind: readable(kind, uids, member, owner_id=owner_id) for kind, uids in wanted.items()}
    return {
        id_: [found[kind][uid] for uid in uids if uid in found[kind]] for id_, (kind, uids) in chosen.items()
    }


def readable(kind: str, uids: set[str], member: Any, *, owner_id: int) -> dict[str, Any]:
    """Those of the owner's items that this member may read, by uid. What is sealed or a draft is off the page for them too.

    Evidence is read through what it is attached to. A result is the owner's own and completed: whoever reads the page
    may know of it, because its owner chose it.
    """
    if kind == "assessment":
        return {str(one.uid): one for one in completed(owner_id).filter(uid__in=uids)} if uids else {}
    if kind == "evidence":
        rows = Evidence.objects.alive().visible_to(member).filter(owner_id=owner_id, uid__in=uids)
        return {str(one.uid): one for one in rows}
    # A page that came from elsewhere may name a uid that is somebody else's here, whom this member reads too.
    found = kinds.find_many(kind, uids, member)
    return {uid: one for uid, one in found.items() if one.owner_id == owner_id and one.is_shown}


def completed(owner_id: int) -> QuerySet:
    return Assignment.objects.filter(owner_id=owner_id, state=states.COMPLETED)


def latest(boxes: Iterable[Box], member: Any, *, owner_id: int) -> dict[str, tuple[str, list[str]]]:
    """For each block that asks for the latest: (kind, uids), the newest first. One query to each kind."""
    asked: dict[str, list[Box]] = {}
    for box in boxes:
        if (kind := SHOWS.get(box.value.get("of", ""), "")) in DAYS:
            asked.setdefault(kind, []).append(box)
    found: dict[str, tuple[str, list[str]]] = {}
    for kind, of_kind in asked.items():
        first, *rest = [fitting(kind, box, member, owner_id=owner_id) for box in of_kind]
        rows = list(first.union(*rest, all=True).order_by() if rest else first)
        rows.sort(key=lambda row: row[2:], reverse=True)
        found |= {box.id: (kind, [str(uid) for id_, uid, *_ in rows if id_ == box.id]) for box in of_kind}
    return found


def fitting(kind: str, box: Box, member: Any, *, owner_id: int) -> QuerySet:
    """(block, uid, day, key) of the newest of the owner's items that fit and that this member may read."""
    day = DAYS[kind]
    if kind == "assessment":
        # What was not passed is shown where its owner picks it, and never by itself.
        rows = completed(owner_id).exclude(passed=False)
    else:
        rows = shown_items(kind, member).filter(owner_id=owner_id)
    of_day = f"{day}__date" if kind == "assessment" else day
    limits = {f"{of_day}__gte": box.value.get("since"), f"{of_day}__lte": box.value.get("until")}
    if kind != "assessment" and box.value.get("tag"):
        limits["tags__contains"] = [box.value["tag"]]
    if kind == "activity":
        limits |= {"category": box.value.get("category"), "planned": False}
    rows = rows.filter(**{name: value for name, value in limits.items() if value not in (None, "")})
    rows = rows.annotate(block=Value(box.id, CharField()), day=F(day)).order_by(f"-{day}", "-pk")
    return rows.values_list("block", "uid", "day", "pk")[: int(box.value.get("most") or 5)]


def shown_items(kind: str, member: Any) -> QuerySet:
    rows = kinds.KINDS[kind].objects.visible_to(member)
    return rows.filter(rows.shown)


def dated(item: Any) -> str:
    """Its title, and its day where it has one, to choose by: several may be called the same."""
    when = next((found for name in (*DAYS.values(), "created") if (found := getattr(item, name, None))), None)
    day_of = timezone.localtime(when) if isinstance(when, datetime) else when
    return f"{item}, {day(day_of)}" if day_of else str(item)
