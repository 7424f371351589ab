"""A trainer's cohorts: the list, a new one, one run again, what one did kept as a programme."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cohorts import actions, kinds, queries
from cohorts.forms import AgainForm, CohortForm, TitleForm
from cohorts.models import Cohort
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.queries import other_trainers
from people.sent import posted
from sharing.refusals import RefusalsOn


def written(request: PersonRequest, uid: Any) -> Cohort:
    """The cohort, if this person may see it (404) and change it (403)."""
    cohort = get_visible(Cohort, request, uid)
    require(request.user, "cohorts.write_cohort", cohort)
    return cohort


@require_safe
@allowed("cohorts.run")
def cohort_list(request: PersonRequest) -> HttpResponse:
    return render(request, "cohorts/cohort_list.html", {"cohorts": queries.run_by(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("cohorts.run")
def cohort_new(request: PersonRequest) -> HttpResponse:
    form = CohortForm(posted(request), trainers=other_trainers(request.user))
    keys = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        once = keys.cleaned_data["once"] if keys.is_valid() else None
        with RefusalsOn(form):
            cohort = actions.create_cohort(actor=request.user, once=once, **form.cleaned_data)
            messages.success(request, "Cohort made. Add its members next.")
            return redirect("cohorts:member_add", cohort.uid)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "once": uuid4()}
    return render(request, "cohorts/cohort_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cohort_edit(request: PersonRequest, uid: Any) -> HttpResponse:
    cohort = written(request, uid)
    stored = {
        "name": cohort.name,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "trainers": cohort.trainers.exclude(pk=request.user.pk),
    }
    form = CohortForm(posted(request), initial=stored, trainers=other_trainers(request.user))
    if request.method == "POST" and form.is_valid():
        with RefusalsOn(form):
            actions.change_cohort(cohort=cohort, actor=request.user, **form.cleaned_data)
            messages.success(request, "Cohort saved.")
            return redirect(cohort)
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/cohort_edit.html", {"form": form, "cohort": cohort}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cohort_again(request: PersonRequest, uid: Any) -> HttpResponse:
    """The same items with new days, for other people."""
    cohort = written(request, uid)
    form = AgainForm(posted(request), initial={"name": f"{cohort.name}, again"[:120]})
    keys = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        once = keys.cleaned_data["once"]
        with RefusalsOn(form):
            made = actions.run_again(cohort=cohort, actor=request.user, once=once, **form.cleaned_data)
            messages.success(
                request, f"{made.name} is made, with what {cohort.name} was set. Add its members next."
            )
            return redirect(made)
    items = list(cohort.items.all())
    context = {"cohort": cohort, "form": form, "keys": keys, "once": uuid4(), "items": items}
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/cohort_again.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cohort_keep(request: PersonRequest, uid: Any) -> HttpResponse:
    """What the cohort was set, as a programme for the next one."""
    cohort = get_visible(Cohort, request, uid)
    require(request.user, "cohorts.read_cohort", cohort)
    form, keys = TitleForm(posted(request), initial={"title": cohort.name}), OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        once = keys.cleaned_data["once"]
        with RefusalsOn(form):
            made = actions.keep_as_programme(
                cohort=cohort, actor=request.user, once=once, **form.cleaned_data
            )
            said = "Kept as a programme. It is yours alone until you give it to the institution."
            messages.success(request, said)
            return redirect(made)
    context = {"cohort": cohort, "form": form, "keys": keys, "once": uuid4(), "items": cohort.items.all()}
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/cohort_keep.html", context, status=status)


@require_safe
@allowed("cohorts.follow")
def programme_mine(request: PersonRequest) -> HttpResponse:
    """What one's own cohorts have ahead, and had: events with their day and place, assessments with their due date."""
    cohorts = list(queries.followed_by(request.user))
    items = [item for cohort in cohorts for item in cohort.items.all()]
    marks = kinds.marks_of(items, request.user)
    lines = [
        (cohort, [(item, marks.get((item.pk, request.user.pk))) for item in cohort.items.all()])
        for cohort in cohorts
    ]
    return render(request, "cohorts/programme_mine.html", {"lines": lines, "today": timezone.localdate()})
