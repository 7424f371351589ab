"""Who is in a cohort: by hand, and one person at a time."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cohorts import actions, grid, queries
from cohorts.forms import MembersForm
from cohorts.models import Cohort
from cohorts.views import written
from people.access import PersonRequest, get_visible, signed_in
from people.sent import posted
from sharing.refusals import RefusalsOn


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member_add(request: PersonRequest, uid: Any) -> HttpResponse:
    cohort = written(request, uid)
    form = MembersForm(posted(request), people=queries.may_join(cohort))
    if request.method == "POST" and form.is_valid():
        with RefusalsOn(form):
            act = actions.add_members(
                cohort=cohort, people=list(form.cleaned_data["people"]), actor=request.user, once=uuid4()
            )
            return redirect(f"{cohort.get_absolute_url()}?act={act.uid}")
    context = {"cohort": cohort, "form": form, "left": queries.left_from(cohort)}
    return render(
        request, "cohorts/member_add.html", context, status=422 if request.method == "POST" else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member_remove(request: PersonRequest, uid: Any, person_uid: Any) -> HttpResponse:
    """A page that asks first."""
    cohort = written(request, uid)
    member = queries.members_of(cohort).filter(person__uid=person_uid).first()
    if member is None:
        raise Http404
    if request.method == "POST":
        actions.remove_member(cohort=cohort, person=member.person, actor=request.user)
        messages.success(request, f"{member.person} has left the cohort and keeps all their work.")
        return redirect(cohort)
    return render(request, "cohorts/member_remove.html", {"cohort": cohort, "person": member.person})


@require_safe
@signed_in
def member_detail(request: PersonRequest, uid: Any, person_uid: Any) -> HttpResponse:
    """One person's row of the matrix, item by item: what a phone shows in place of forty columns."""
    cohort = get_visible(Cohort, request, uid)
    found = grid.load(cohort, request.user, members=queries.members_of(cohort).filter(person__uid=person_uid))
    if not found.rows:
        raise Http404
    row = found.rows[0]
    context = {"cohort": cohort, "row": row, "cells": list(zip(found.items, row.cells, strict=True))}
    return render(request, "cohorts/member_detail.html", context)
