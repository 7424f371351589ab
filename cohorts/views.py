"""A trainer's cohorts: the list, the matrix, who is in them, what is set to them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import Refused
from assessments.forms import OnceForm
from assessments.queries import library
from assessments.screens import posted
from cohorts import actions, matrix, queries
from cohorts.forms import CohortForm, ItemForm, MembersForm
from cohorts.models import Cohort
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.permissions import can


@require_safe
@allowed("cohorts.run")
def cohort_list(request: PersonRequest) -> HttpResponse:
    return render(request, "cohorts/cohort_list.html", {"cohorts": queries.run_by(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("cohorts.run")
def cohort_new(request: PersonRequest) -> HttpResponse:
    form = CohortForm(posted(request), trainers=queries.other_trainers(request.user))
    if request.method == "POST" and form.is_valid():
        cohort = actions.create_cohort(actor=request.user, **form.cleaned_data)
        messages.success(request, "Cohort made. Add its members next.")
        return redirect("cohorts:member_add", cohort.uid)
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/cohort_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cohort_edit(request: PersonRequest, uid: Any) -> HttpResponse:
    cohort = get_visible(Cohort, request, uid)
    require(request.user, "cohorts.write_cohort", cohort)
    stored = {
        "name": cohort.name,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "trainers": cohort.trainers.exclude(pk=request.user.pk),
    }
    form = CohortForm(posted(request), initial=stored, trainers=queries.other_trainers(request.user))
    if request.method == "POST" and form.is_valid():
        actions.change_cohort(cohort=cohort, actor=request.user, **form.cleaned_data)
        messages.success(request, "Cohort saved.")
        return redirect(cohort)
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/cohort_edit.html", {"form": form, "cohort": cohort}, status=status)


@require_safe
@signed_in
def cohort_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    """The matrix: people down, assessments across. A cell leads to the work only where the trainer may read it."""
    cohort = get_visible(Cohort, request, uid)
    items, links = list(cohort.items.all()), list(queries.links_of(cohort))
    opened = {
        link.assignment_id
        for link in links
        if can(request.user, "assessments.read_assignment", link.assignment)
    }
    rows = matrix.build(
        members=queries.members_of(cohort),
        items=items,
        links=links,
        opened=opened,
        today=timezone.localdate(),
    )
    context = {
        "cohort": cohort,
        "columns": list(zip(items, matrix.column_counts(rows, len(items)), strict=True)),
        "rows": rows,
        "quiet": sum(1 for row in rows if row.is_quiet),
        "left": list(queries.left_from(cohort)),
    }
    return render(request, "cohorts/cohort_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_set(request: PersonRequest, uid: Any) -> HttpResponse:
    """Set an assessment to everyone in the cohort, and to whoever joins later."""
    cohort = get_visible(Cohort, request, uid)
    require(request.user, "cohorts.write_cohort", cohort)
    form = ItemForm(posted(request), templates=library().visible_to(request.user).in_use())
    keys = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        try:
            item = actions.set_item(
                cohort=cohort, actor=request.user, once=keys.cleaned_data["once"], **form.cleaned_data
            )
        except Refused as refusal:
            for name, sentence in refusal.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, f"Set: {item.title}. Whoever joins later gets it too.")
            return redirect(cohort)
    context = {
        "cohort": cohort,
        "form": form,
        "keys": keys,
        "once": uuid4(),
        "members": queries.members_of(cohort).count(),
    }
    return render(request, "cohorts/item_set.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member_add(request: PersonRequest, uid: Any) -> HttpResponse:
    cohort = get_visible(Cohort, request, uid)
    require(request.user, "cohorts.write_cohort", cohort)
    form = MembersForm(posted(request), people=queries.may_join(cohort))
    if request.method == "POST" and form.is_valid():
        try:
            count = _add_all(request, cohort, form)
        except (actions.MemberRefused, Refused) as refusal:
            form.add_error("people", str(refusal))
        else:
            messages.success(request, f"{count} {'person' if count == 1 else 'people'} added.")
            return redirect(cohort)
    context = {"cohort": cohort, "form": form}
    return render(
        request, "cohorts/member_add.html", context, status=422 if request.method == "POST" else 200
    )


@transaction.atomic
def _add_all(request: PersonRequest, cohort: Cohort, form: MembersForm) -> int:
    people = list(form.cleaned_data["people"])
    for person in people:
        actions.add_member(cohort=cohort, person=person, actor=request.user)
    return len(people)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def member_remove(request: PersonRequest, uid: Any, person_uid: Any) -> HttpResponse:
    """A page that asks first."""
    cohort = get_visible(Cohort, request, uid)
    require(request.user, "cohorts.write_cohort", cohort)
    member = queries.members_of(cohort).filter(person__uid=person_uid).first()
    if member is None:
        raise Http404
    if request.method == "POST":
        actions.remove_member(cohort=cohort, person=member.person, actor=request.user)
        messages.success(request, f"{member.person} has left the cohort and keeps all their work.")
        return redirect(cohort)
    return render(request, "cohorts/member_remove.html", {"cohort": cohort, "person": member.person})
