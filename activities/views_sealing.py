"""Unsealing an activity: an act of its own, asked once more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from activities import actions
from activities.models import Activity
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import unkept
from sharing.sealing import unseal_page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def activity_unseal(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    if not activity.sealed:
        return redirect(activity)
    if request.method != "POST":
        return unkept(unseal_page(request, activity, kind="activity"))
    actions.change_activity(activity=activity, actor=request.user, values={"sealed": False})
    messages.success(request, "The activity is not sealed any more.")
    return redirect(activity)
