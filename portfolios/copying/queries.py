"""Reads of copying: what somebody may copy, to whom, and what came of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from activities.models import Activity
from cohorts.models import Cohort, Membership
from journals.models import Entry
from people.models import User
from people.models.accounts import Role
from portfolios.copying.models import CopyAct, CopyLine
from portfolios.templating.models import TemplatePage

MOST_OFFERED = 100


def receivers(member: User) -> QuerySet:
    """Technicians whom this person supervises now, or trains in a cohort of theirs; never themselves."""
    trained = Membership.objects.current().filter(
        cohort__in=Cohort.objects.visible_to(member).order_by().values("pk")
    )
    theirs = Q(pk__in=member.supervised_ids) | Q(pk__in=trained.values("person_id"))
    return User.objects.current().holding(Role.TECHNICIAN).filter(theirs).exclude(pk=member.pk)


def own_pages(member: User) -> QuerySet:
    """Pages of this person's own templates."""
    rows = TemplatePage.objects.filter(template__owner_id=member.pk).select_related("template")
    return rows.order_by("template__title", "template", "place")


def own_entries(member: User) -> QuerySet:
    """Their entries with words to copy, drafts too; never a sealed one."""
    return Entry.objects.owned_by(member).filter(sealed=False).exclude(title="").order_by("-date", "-pk")


def own_activities(member: User) -> QuerySet:
    return Activity.objects.owned_by(member).filter(sealed=False).order_by("-start_date", "-pk")


# How each kind of thing is found among one's own.
OWN = {
    CopyLine.Kind.PAGE: own_pages,
    CopyLine.Kind.ENTRY: own_entries,
    CopyLine.Kind.ACTIVITY: own_activities,
}


def titles(lines: Iterable[CopyLine], member: User) -> dict[UUID, str]:
    """Titles of what was copied, by uid, for whoever copied it; what they have deleted since has none."""
    wanted: dict[str, set[UUID]] = {}
    for line in lines:
        wanted.setdefault(line.kind, set()).add(line.source_uid)
    found = [OWN[CopyLine.Kind(kind)](member).filter(uid__in=uids) for kind, uids in wanted.items()]
    return {thing.uid: str(thing) for rows in found for thing in rows}


def acts_of(member: User) -> QuerySet:
    return CopyAct.objects.visible_to(member).prefetch_related("lines")


def copied_to(person: Any) -> QuerySet:
    """What others copied, or tried to copy, to this person; the latest first."""
    return (
        CopyLine.objects.filter(person_id=person.pk).select_related("act__owner").order_by("-act__at", "pk")
    )
