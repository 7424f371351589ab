"""Another due date, or another assessor, for one piece of work."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import actions, screens, states
from assessments.actions.reassigning import REASSIGN
from assessments.forms_changing import ChangeForm
from assessments.models import Assignment
from lib.once import OnceForm
from people.access import PersonRequest, get_visible, require, signed_in
from people.permissions import can
from people.queries import other_trainers
from people.sent import posted
from sharing.refusals import RefusalsOn


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work_change(request: PersonRequest, uid: Any) -> HttpResponse:
    """Whoever may score it gives more time; whoever set it also says who is asked to score it."""
    work = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.SCORE, work)
    assessors = None
    if can(request.user, REASSIGN, work):
        assessors = other_trainers(request.user).exclude(pk=work.owner_id)
    form = ChangeForm(posted(request), work=work, assessors=assessors)
    keys = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        try:
            with RefusalsOn(form):
                _change(request, work, form=form, once=keys.cleaned_data["once"])
                messages.success(request, "Saved, and those it concerns are told.")
                return redirect(work.review_url)
        except actions.NotAllowedNow as refusal:
            messages.error(request, f"{refusal} It is past changing.")
            return redirect(work.review_url)
    context = {"work": work, "form": form, "keys": keys, "once": uuid4()}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/work_change.html", context, status=status)


@transaction.atomic
def _change(request: PersonRequest, work: Assignment, *, form: ChangeForm, once: UUID) -> None:
    """Both or neither."""
    given = form.cleaned_data
    if day := form.new_day:
        actions.extend(assignment=work, actor=request.user, due_on=day, reason=given["reason"], once=once)
    if "assessor" in form.fields:
        actions.reassign(assignment=work, actor=request.user, assessor=given["assessor"], once=once)
