"""Splitting an activity into parts with a kind of learning each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from activities import actions
from activities.forms_gestures import PartsFormSet, SplitForm
from activities.models import Activity
from evidence.queries import attached_to
from lib.fields import renew
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import unkept

PREFIX = "form"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def activity_split(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    if request.method != "POST":
        title = activity.words()["title"]
        rows = [{"title": title, "category": activity.category}, {"title": title}]
        form = SplitForm(initial={"changed": activity.changed_token})
        return show(request, activity, form, parts=PartsFormSet(initial=rows))
    if request.POST.get("then") == "more":
        rows = [*typed_rows(request), {"title": activity.words()["title"]}][: actions.MOST_PARTS]
        sent = {name: request.POST.get(name) for name in ("evidence", "once", "changed")}
        return show(request, activity, SplitForm(initial=sent), parts=PartsFormSet(initial=rows))
    form, parts = SplitForm(request.POST), PartsFormSet(request.POST)
    if not (form.is_valid() & parts.is_valid()):
        return show(request, activity, form, parts=parts, status=422)
    return store(request, activity, form, parts=parts)


def typed_rows(request: PersonRequest) -> list[dict[str, str]]:
    """What is typed so far, row by row."""
    rows: list[dict[str, str]] = []
    while f"{PREFIX}-{len(rows)}-title" in request.POST:
        at = f"{PREFIX}-{len(rows)}-"
        rows.append({name: request.POST.get(at + name, "") for name in ("title", "duration", "category")})
    return rows


def store(request: PersonRequest, activity: Activity, form: SplitForm, *, parts: Any) -> HttpResponse:
    """Split it; 422 when the parts do not make up the whole, 409 when it was changed meanwhile. What is typed stays."""
    was_verified = activity.live_verification is not None
    try:
        change = actions.split_activity(
            activity=activity,
            actor=request.user,
            parts=[one.part() for one in parts],
            once=form.cleaned_data["once"],
            evidence_to_all=form.cleaned_data["evidence"] == "all",
            changed=form.cleaned_data["changed"],
        )
    except actions.SplitRefused as refused:
        form.add_error(None, str(refused))
        return show(request, activity, form, parts=parts, status=422)
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        form.add_error(None, "This activity was changed meanwhile. Look at it again, then split it.")
        return show(request, stale.stored, form, parts=parts, status=409)
    if was_verified:
        messages.warning(request, "Your supervisor’s verification no longer counts. Ask them to look again.")
    return redirect(f"{activity.get_absolute_url()}?change={change.uid}")


def show(
    request: PersonRequest, activity: Activity, form: SplitForm, *, parts: Any, status: int = 200
) -> HttpResponse:
    context = {
        "activity": activity,
        "title": activity.words()["title"],
        "form": form,
        "parts": parts,
        "can_add": parts.total_form_count() < actions.MOST_PARTS,
        "has_evidence": bool(attached_to("activity", activity)),
    }
    answer = render(request, "activities/activity_split.html", context, status=status)
    return unkept(answer) if activity.sealed else answer
