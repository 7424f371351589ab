"""The journal entries that an activity came from or led to."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string

from activities.models import Activity, EntryLink
from journals.models import Entry
from people.models import User

HEADING = re.compile(r"^#+ ", re.MULTILINE)


def own_entry(person: User, uid: UUID | str | None) -> Entry | None:
    """The person's entry with this uid; None for anybody else's, and for what is no uid."""
    try:
        wanted = UUID(str(uid))
    except ValueError:
        return None
    return Entry.objects.owned_by(person).filter(uid=wanted).first()


def values_from(entry: Entry) -> dict[str, Any]:
    """What a fresh activity form shows of an entry. It opens sealed words: for the owner's own session only."""
    words = entry.words()
    return {
        "entry": entry.uid,
        "title": words["title"],
        "when": "",
        "start_date": entry.date,
        "description": HEADING.sub("", words["body"]),
        "tags": entry.tags,
        "sealed": entry.sealed,
    }


def entries_of(activity: Activity, member: Any) -> list[Entry]:
    """Those linked with it that this member may read."""
    linked = EntryLink.objects.filter(activity=activity).values("entry_id")
    return list(Entry.objects.visible_to(member).filter(pk__in=linked))


def entry_panel(request: HttpRequest, entry: Entry) -> str:
    """On an entry's page: the activities linked with it that the reader may see, and for its owner a way to log one."""
    is_owner = entry.owner_id == request.user.pk
    linked = EntryLink.objects.filter(entry=entry).values("activity_id")
    activities = list(Activity.objects.visible_to(request.user).filter(pk__in=linked))
    if not activities and not is_owner:
        return ""
    context = {"entry": entry, "activities": activities, "is_owner": is_owner}
    return render_to_string("activities/entry_panel.html", context, request=request)
