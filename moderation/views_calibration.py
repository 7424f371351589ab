"""`/moderation/calibration/`: sets of invented answers, to score for oneself beside a reference."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from moderation import actions, calibration, drift, queries
from moderation.actions.calibrating import DELETED, RATED, WRITE
from moderation.forms import CalibrationForm
from moderation.models import CalibrationSet
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.permissions import can
from people.sent import posted
from people.trail import has_done
from sharing.refusals import RefusalsOn

PAGE = 50


@require_safe
@allowed("moderation.look")
def calibration_list(request: PersonRequest) -> HttpResponse:
    """Sets, and one's own drift over all that one has scored: the reader's own and nobody else's."""
    points = queries.own_points(request.user)
    context = {
        "page": Paginator(queries.sets_for(request.user), PAGE).get_page(request.GET.get("page")),
        "drift": drift.drift(points),
        "by_criterion": drift.by_criterion(points),
        "over_time": calibration.over_time(points),
        "may_run": can(request.user, "moderation.run"),
    }
    return render(request, "moderation/calibration_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("moderation.run")
def calibration_new(request: PersonRequest) -> HttpResponse:
    form = CalibrationForm(posted(request), templates=queries.templates_of(request.user))
    if form.is_valid():
        with RefusalsOn(form):
            made = actions.make_set(actor=request.user, **form.cleaned_data)
            messages.success(request, "The set is a draft: write its first answer.")
            return redirect(made)
    return render(
        request, "moderation/calibration_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@signed_in
def calibration_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """To its owner: exemplars, how many have finished, how far they lie apart. To a rater: what to score, and own drift."""
    held = visible(request, uid)
    if can(request.user, WRITE, held):
        finished, rows = calibration.for_owner(held)
        context = {"set": held, "finished": finished, "rows": rows, "fewest": drift.FEWEST_RATERS}
        context |= {"counted": drift.counted(finished), "may_delete": not held.is_rated}
        return render(request, "moderation/calibration_kept.html", context)
    points = queries.own_points(request.user, held)
    context = {
        "set": held,
        "rows": calibration.for_rater(request.user, held),
        "drift": drift.drift(points),
        "by_criterion": drift.by_criterion(points),
    }
    return render(request, "moderation/calibration_rated.html", context)


def visible(request: PersonRequest, uid: UUID) -> CalibrationSet:
    rows = CalibrationSet.objects.select_related("owner", "template")
    return get_visible(CalibrationSet, request, uid, queryset=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calibration_open(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: nothing in it changes afterwards."""
    held = visible(request, uid)
    require(request.user, WRITE, held)
    refused = "" if held.exemplars.exists() else "Write at least one answer before you open the set."
    if request.method == "POST" and not refused:
        actions.open_set(calibration=held, actor=request.user)
        messages.success(request, "Open: whoever may use its template has been told.")
        return redirect(held)
    context = {
        "set": held,
        "asks": "Open this set?",
        "yes": "Open it",
        "no": "Not yet",
        "back": held.get_absolute_url(),
        "back_words": held.title,
        "refused": refused,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "moderation/calibration_open.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calibration_close(request: PersonRequest, uid: UUID) -> HttpResponse:
    held = visible(request, uid)
    require(request.user, WRITE, held)
    if request.method == "POST":
        try:
            actions.close_set(calibration=held, actor=request.user)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Closed: it takes no more scores.")
        return redirect(held)
    context = {
        "set": held,
        "asks": "Close this set?",
        "yes": "Close it",
        "no": "Leave it open",
        "back": held.get_absolute_url(),
        "back_words": held.title,
        "refused": "This set has not been opened yet." if held.is_draft else "",
    }
    return render(request, "moderation/calibration_close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calibration_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: it goes for good. Pressed twice, the second time finds it done."""
    if request.method == "POST" and has_done(request.user, DELETED, uid):
        return redirect("moderation:calibration_list")
    held = visible(request, uid)
    require(request.user, WRITE, held)
    if request.method == "POST":
        try:
            actions.delete_set(calibration=held, actor=request.user)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(held)
        messages.success(request, f"{held.title} is deleted.")
        return redirect("moderation:calibration_list")
    context = {
        "set": held,
        "asks": "Delete this set?",
        "yes": "Delete it",
        "back": held.get_absolute_url(),
        "back_words": held.title,
        "refused": RATED if held.is_rated else "",
    }
    return render(request, "moderation/calibration_delete.html", context)
