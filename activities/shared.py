"""An activity as a share link opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.models import KIND, Activity
from evidence.queries import files_and_links
from evidence.rows import rows_for
from sharing.visitors import Visitor


def activity_shared(request: HttpRequest, activity: Activity, visitor: Visitor) -> HttpResponse:
    """Words, days, minutes, and the files and links attached to it."""
    context = {
        "activity": activity,
        "words": activity.words(),
        "owner": activity.owner,
        "verification": activity.live_verification,
        "evidence": rows_for(files_and_links(KIND, activity)),
    }
    return render(request, "activities/activity_shared.html", context)
