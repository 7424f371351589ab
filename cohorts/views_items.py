"""What is set to a cohort: an assessment, a task, an event, a whole programme; and who came to an event."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.queries import library
from cohorts import actions, grid, queries
from cohorts.forms import AttendanceForm, EventForm, ItemForm, TaskForm
from cohorts.models import Cohort, CohortItem, Programme
from cohorts.models.items import EVENT
from cohorts.previews import Planned, preview
from cohorts.views import written
from lib.formats import count
from lib.once import OnceForm
from people.access import PersonRequest, get_visible, require, signed_in
from people.sent import posted
from sharing.refusals import RefusalsOn

LATER_TOO = "Whoever joins later gets it too."
IN_CALENDAR = "Members see it under Programme and in their calendar."
Act = Callable[..., CohortItem]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_set(request: PersonRequest, uid: Any) -> HttpResponse:
    """Set an assessment to everyone in the cohort, and to whoever joins later."""
    cohort = written(request, uid)
    form = ItemForm(posted(request), templates=library().visible_to(request.user).in_use())
    more = {"members": queries.members_of(cohort).count()}
    return set_by(request, cohort, form, act=actions.set_item, page="item_set", said=LATER_TOO, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def event_set(request: PersonRequest, uid: Any) -> HttpResponse:
    """An event with its day and place, for everyone in the cohort and whoever joins before it."""
    cohort, form = written(request, uid), EventForm(posted(request))
    return set_by(request, cohort, form, act=actions.set_event, page="event_set", said=IN_CALENDAR)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_set(request: PersonRequest, uid: Any) -> HttpResponse:
    """A task for everyone in the cohort and whoever joins later."""
    cohort, form = written(request, uid), TaskForm(posted(request))
    return set_by(request, cohort, form, act=actions.set_cohort_task, page="task_set", said=LATER_TOO)


def set_by(
    request: PersonRequest, cohort: Cohort, form: Form, *, act: Act, page: str, said: str, **more: Any
) -> HttpResponse:
    """Set what the form says and go back to the cohort; the page again, with what is wrong, where it cannot be set."""
    keys = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        once = keys.cleaned_data["once"]
        with RefusalsOn(form):
            item = act(cohort=cohort, actor=request.user, once=once, **form.cleaned_data)
            messages.success(request, f"Set: {item.title}. {said}")
            return redirect(cohort)
    context = {"cohort": cohort, "form": form, "keys": keys, "once": uuid4(), **more}
    status = 422 if request.method == "POST" else 200
    return render(request, f"cohorts/{page}.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_detail(request: PersonRequest, uid: Any, item_uid: Any) -> HttpResponse:
    """One column of the matrix; where it is an event, who came is marked here."""
    cohort = get_visible(Cohort, request, uid)
    found = grid.load(cohort, request.user)
    item = next((one for one in found.items if one.uid == item_uid), None)
    if item is None:
        raise Http404
    column = found.only([item.pk])
    said = dict(item.attendances.values_list("person_id", "attended")) if item.kind == EVENT else {}
    form = AttendanceForm(posted(request), people=[row.person for row in column.rows], said=said)
    if request.method == "POST":
        require(request.user, "cohorts.write_cohort", cohort)
        if item.kind == EVENT and form.is_valid():
            changed = actions.mark_attendance(item=item, actor=request.user, came=form.came())
            messages.success(request, f"Saved: {count(changed, 'answer', 'answers')} changed.")
            return redirect(item)
    cells = [(row.person, row.cells[0], form[f"came-{row.person.uid}"]) for row in column.rows]
    context = {"cohort": cohort, "item": item, "cells": cells, "form": form, "is_event": item.kind == EVENT}
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/item_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme_start(request: PersonRequest, uid: Any) -> HttpResponse:
    """Choose a programme, see what falls on which day, and set what is ticked."""
    cohort = written(request, uid)
    programmes = queries.programmes_for(request.user)
    programme = _chosen(request, programmes)
    keys = OnceForm(posted(request))
    if request.method == "POST" and programme is not None and keys.is_valid():
        only = {uid for uid in map(_uid, request.POST.getlist("pick")) if uid}
        made = actions.start_programme(
            cohort=cohort, programme=programme, actor=request.user, once=keys.cleaned_data["once"], only=only
        )
        messages.success(request, f"Set: {count(len(made), 'item', 'items')} of {programme.title}.")
        return redirect(cohort)
    context = {
        "cohort": cohort,
        "programmes": programmes,
        "programme": programme,
        "planned": _planned(request, cohort, programme) if programme else [],
        "keys": keys,
        "once": uuid4(),
        "members": queries.members_of(cohort).count(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/programme_start.html", context, status=status)


def _planned(request: PersonRequest, cohort: Cohort, programme: Programme) -> list[Planned]:
    """What of it falls on which day, and what this person cannot set."""
    usable = set(queries.usable_templates(request.user).values_list("pk", flat=True))
    items = queries.items_of(programme)
    return preview(items, starts_on=cohort.starts_on, usable=usable, today=timezone.localdate())


def _chosen(request: PersonRequest, programmes: QuerySet) -> Programme | None:
    """The programme that the address or the form names; 404 for one that is not there to use."""
    named = request.POST.get("programme") or request.GET.get("programme")
    if not named:
        return None
    uid = _uid(named)
    found = programmes.filter(uid=uid).first() if uid else None
    if found is None:
        raise Http404
    return found


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
