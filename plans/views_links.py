"""Which activities work towards a goal: plan one for it, link what was done, take a link off."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from activities.competences import asks_to_show, picker
from activities.forms import ActivityForm
from activities.models import Activity
from lib.fields import offer_new_uid
from lib.formats import count
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import writer_mark
from plans import actions
from plans.forms import LinkFilter
from plans.models import Goal
from plans.views_goals import own_goal, typed_before

PAGE = 25
MOST_LINKED = 200


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def goal_activity(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Plan an activity for the goal: logged as planned, and linked."""
    goal = own_goal(request, uid)
    if request.method != "POST" or asks_to_show(request):
        return render_activity(
            request, goal, ActivityForm(initial=first_values(goal) | typed_before(request))
        )
    form = ActivityForm(request.POST)
    if not form.is_valid():
        return render_activity(request, goal, form, status=422)
    try:
        activity = actions.plan_activity(
            goal=goal, actor=request.user, values=form.values(), uid=form.cleaned_data["uid"]
        )
    except actions.ReferenceTaken:
        offer_new_uid(form)
        return render_activity(request, goal, form, status=422)
    said = f"“{activity}” is planned for this goal. Once you have done it, open it and press Done."
    messages.success(request, said, extra_tags=f"draft-saved:goal-activity-{goal.uid}")
    return redirect(goal)


def first_values(goal: Goal) -> dict[str, Any]:
    day = goal.target_on or goal.plan.end
    return {
        "uid": uuid.uuid4(),
        "start_date": max(day, timezone.localdate()),
        "competences": goal.competences,
    }


def render_activity(
    request: PersonRequest, goal: Goal, form: ActivityForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "goal": goal,
        "form": form,
        "writer": writer_mark(request.user),
        "picker": picker(request.user, form["competences"].value(), request.POST),
    }
    return render(request, "plans/goal_activity.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def goal_link(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Choose from one's own activities, those of the plan's period unless the filter says otherwise."""
    goal = own_goal(request, uid)
    if request.method == "POST":
        chosen = owned_by_uids(request, request.POST.getlist("activity"))
        new = actions.link_activities(goal=goal, activities=chosen, actor=request.user)
        said = f"{count(new, 'activity is', 'activities are')} linked." if new else "Nothing new was chosen."
        messages.success(request, said)
        return redirect(goal)
    rows = Activity.objects.owned_by(request.user).exclude(goal_links__goal=goal)
    if not request.GET:
        rows = rows.in_period(goal.plan.start, goal.plan.end)
    found = LinkFilter(request.GET, queryset=rows, request=request, goal=goal)
    page = Paginator(found.qs.order_by("-start_date", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {"goal": goal, "filter": found, "page": page, "is_asked": bool(request.GET)}
    return render(request, "plans/goal_link.html", context)


def owned_by_uids(request: PersonRequest, given: list[str]) -> list[Activity]:
    """One's own activities of these uids; what is no uid, or somebody else's, is passed over."""
    uids = []
    for text in given[:MOST_LINKED]:
        try:
            uids.append(UUID(text))
        except ValueError:
            continue
    return list(Activity.objects.owned_by(request.user).filter(uid__in=uids))


@require_POST
@signed_in
def goal_unlink(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal = own_goal(request, uid)
    for activity in owned_by_uids(request, request.POST.getlist("activity")):
        actions.unlink_activity(goal=goal, activity=activity, actor=request.user)
        messages.success(request, f"“{activity}” is no longer linked to this goal. It is still in your log.")
    return redirect(goal)


@require_POST
@signed_in
def activity_link(request: PersonRequest) -> HttpResponse:
    """From the activity's own page: link it to one of the open goals. Fields `goal` and `activity`."""
    try:
        goal = own_goal(request, UUID(request.POST.get("goal", "")))
        activity = get_visible(Activity, request, UUID(request.POST.get("activity", "")))
    except ValueError:
        raise Http404 from None
    require(request.user, "activities.write_activity", activity)
    actions.link_activities(goal=goal, activities=[activity], actor=request.user)
    messages.success(request, f"Linked to “{goal}”.")
    return redirect(activity)
