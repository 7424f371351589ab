"""What plans add to the log: on an activity's page, the goals it works towards, and a way to link it to another."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from activities.models import Activity
from plans.queries import goals_of_activity, goals_open_for


def works_towards(request: HttpRequest, activity: Activity) -> str:
    """For its owner also with nothing linked yet, once there is an open goal; for others what they may read of plans."""
    is_owner = activity.owner_id == request.user.pk
    linked = goals_of_activity(activity, request.user)
    known = {goal.pk for goal in linked}
    others = [goal for goal in goals_open_for(activity.owner) if goal.pk not in known] if is_owner else []
    if not linked and not others:
        return ""
    context = {"activity": activity, "linked": linked, "others": others}
    return render_to_string("plans/works_towards.html", context, request=request)
