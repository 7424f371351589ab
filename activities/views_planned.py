"""Planned activities: the list of those whose day has passed, and what became of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import actions
from activities.forms_gestures import DoneForm, MoveForm, done_values
from activities.models import Activity
from activities.views import read_back
from lib.fields import renew
from lib.formats import day
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import unkept
from sharing.actions import delete_item
from sharing.deleted import just_deleted


@require_safe
@allowed("activities.keep")
def planned_list(request: PersonRequest) -> HttpResponse:
    """Did these happen? Done, another day, or deleted; below them what is still to come."""
    return show_planned(request)


def show_planned(
    request: PersonRequest, *, moved: tuple[Activity, MoveForm] | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    rows = list(Activity.objects.owned_by(request.user).filter(planned=True).order_by("start_date", "pk"))
    for row in rows:
        row.move = moved[1] if moved and moved[0].pk == row.pk else move_form(row)
    context = {
        "past": [row for row in rows if (row.end_date or row.start_date) < today],
        "coming": [row for row in rows if (row.end_date or row.start_date) >= today],
        "wrong": moved[1] if moved else None,
        "deleted": just_deleted(Activity, request),
    }
    return render(request, "activities/planned_list.html", context, status=status)


def move_form(activity: Activity) -> MoveForm:
    """Each row's box has an id of its own."""
    return MoveForm(auto_id=f"id_%s_{activity.uid}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def activity_done(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The day and the length as planned, to be confirmed or mended. One that is done already stays as it is."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    if not activity.planned:
        messages.info(request, "This activity is done already.")
        return redirect(activity)
    if request.method != "POST":
        return show_done(request, activity, DoneForm(initial=done_values(activity, timezone.localdate())))
    form = DoneForm(request.POST)
    if not form.is_valid():
        return show_done(request, activity, form, status=422)
    try:
        done = actions.change_activity(
            activity=activity,
            actor=request.user,
            values=form.values(),
            changed=form.cleaned_data["changed"] or None,
        )
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        form.add_error(None, "This activity was changed meanwhile. Look at it again, then mark it as done.")
        return show_done(request, stale.stored, form, status=409)
    messages.success(request, f"Done: {read_back(done)}. Write what it brought while it is fresh.")
    return redirect(done)


def show_done(
    request: PersonRequest, activity: Activity, form: DoneForm, *, status: int = 200
) -> HttpResponse:
    context = {"activity": activity, "title": activity.words()["title"], "form": form}
    answer = render(request, "activities/activity_done.html", context, status=status)
    return unkept(answer) if activity.sealed else answer


@require_POST
@signed_in
def activity_move(request: PersonRequest, uid: UUID) -> HttpResponse:
    """A planned activity on another day; it keeps its length and how many days it takes."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    form = MoveForm(request.POST, auto_id=f"id_%s_{uid}")
    if not activity.planned:
        messages.info(request, "This activity is done already.")
        return redirect(activity)
    if not form.is_valid():
        return show_planned(request, moved=(activity, form), status=422)
    start = form.cleaned_data["start_date"]
    end = start + (activity.end_date - activity.start_date) if activity.end_date else None
    actions.change_activity(
        activity=activity, actor=request.user, values={"start_date": start, "end_date": end}
    )
    messages.success(request, f"Moved to {day(start)}.")
    return redirect("activities:planned_list")


@require_POST
@signed_in
def planned_drop(request: PersonRequest, uid: UUID) -> HttpResponse:
    """It did not happen: delete it, and come back to the list. It can be taken back from the log."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    delete_item(item=activity, actor=request.user)
    return redirect(f"{reverse('activities:planned_list')}?deleted={activity.uid}")
