"""Taking a piece of evidence off an activity: a page that asks first."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from activities import actions
from activities.models import KIND, Activity
from evidence.queries import attached_to
from people.access import PersonRequest, get_visible, require, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evidence_remove(request: PersonRequest, uid: UUID, piece: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    found = next((one for one in attached_to(KIND, activity) if one.uid == piece), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "activities/evidence_remove.html", {"activity": activity, "piece": found})
    actions.detach_evidence(activity=activity, evidence=found, actor=request.user)
    messages.success(request, f"“{found}” is off this activity. It is still in your evidence.")
    return redirect(activity)
