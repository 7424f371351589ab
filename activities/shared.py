"""An activity as a share link opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from activities.models import KIND, Activity
from evidence.queries import attached_to
from sharing.visitors import Visitor


def activity_shared(request: HttpRequest, activity: Activity, visitor: Visitor) -> HttpResponse:
    """Words, days, minutes, and the names of what is attached; the files themselves stay private."""
    context = {
        "activity": activity,
        "words": activity.words(),
        "owner": activity.owner,
        "verification": activity.live_verification,
        "evidence": attached_to(KIND, activity),
    }
    return render(request, "activities/activity_shared.html", context)
