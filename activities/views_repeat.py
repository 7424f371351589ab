"""Repeating an activity: how often, a preview of the dates, one act."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from activities import actions
from activities.forms_gestures import RepeatAcceptForm, RepeatForm
from activities.models import Activity
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import unkept

ASKED = ("every", "number", "times", "until", "dates")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def activity_repeat(request: PersonRequest, uid: UUID) -> HttpResponse:
    """GET with an answer shows the dates it makes; POST logs those ticked. Nothing is stored before that."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    sent = request.POST if request.method == "POST" else request.GET
    if "every" not in sent:
        return show(request, activity, RepeatForm(first=activity.start_date, initial={"every": "week"}))
    form = RepeatForm(sent, first=activity.start_date)
    if not form.is_valid():
        return show(request, activity, form, status=422)
    if request.method != "POST":
        return show(request, activity, form, accept=RepeatAcceptForm(days=form.days))
    accept = RepeatAcceptForm(request.POST, days=form.days)
    if not accept.is_valid():
        return show(request, activity, form, accept=accept, status=422)
    change = actions.repeat_activity(
        activity=activity,
        actor=request.user,
        days=accept.cleaned_data["day"],
        once=accept.cleaned_data["once"],
    )
    return redirect(f"{reverse('activities:activity_list')}?change={change.uid}")


def show(
    request: PersonRequest,
    activity: Activity,
    form: RepeatForm,
    *,
    accept: RepeatAcceptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    days = preview(activity, form.days, accept) if accept else []
    context = {
        "activity": activity,
        "title": activity.words()["title"],
        "form": form,
        "accept": accept,
        "days": days,
        "has_coming": any(day["coming"] for day in days),
        "asked": [(name, form.data.get(name, "")) for name in ASKED] if form.is_bound else [],
    }
    answer = render(request, "activities/activity_repeat.html", context, status=status)
    return unkept(answer) if activity.sealed else answer


def preview(activity: Activity, days: list[date], accept: RepeatAcceptForm) -> list[dict[str, Any]]:
    """Each date with its tick: at first all but those that hold the same title already, afterwards as it was sent."""
    taken, today = actions.days_taken(activity, days), timezone.localdate()
    ticked = set(accept.data.getlist("day")) if accept.is_bound else None
    return [
        {
            "day": day,
            "taken": day in taken,
            "coming": day > today,
            "ticked": day not in taken if ticked is None else day.isoformat() in ticked,
        }
        for day in days
    ]
