"""The screens of whoever sets tasks: set, see where each stands, approve, send back, take back."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms import ReasonForm
from duties import actions, queries, states
from duties.filters import TaskFilter
from duties.forms import ChangeTaskForm, ReturnForm, TaskForm
from duties.models import Task
from duties.views import render_task, seen_task
from lib.once import AGAIN, OnceForm
from people.access import PersonRequest, allowed, require, signed_in
from people.middleware import held_fields, writer_mark
from people.sent import posted, typed
from sharing.refusals import RefusalsOn

PAGE = 50


@require_safe
@allowed("duties.oversee")
def task_overseen(request: PersonRequest) -> HttpResponse:
    """Everything this person set or may approve, what waits for approval first."""
    found = TaskFilter(request.GET, queryset=queries.overseen(request.user), request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "duties/task_overseen.html", {"page": page, "filter": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_new(request: PersonRequest) -> HttpResponse:
    """Set a task to people, or to oneself."""
    people = queries.may_be_given(request.user)
    form, keys = TaskForm(typed(request), people=people), OnceForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and keys.is_valid():
            with RefusalsOn(form):
                made = _set_to_all(request, form, once=keys.cleaned_data["once"])
                messages.success(request, _said(made), extra_tags="draft-saved:task-new")
                return redirect(made[0] if len(made) == 1 else "duties:task_overseen")
    context = {
        "form": form,
        "keys": keys,
        "writer": writer_mark(request.user),
        "once": uuid4(),
    }
    return render(request, "duties/task_new.html", context, status=status)


@transaction.atomic
def _set_to_all(request: PersonRequest, form: TaskForm, *, once: UUID) -> list[Task]:
    """One person at a time, all or none."""
    people = list(form.cleaned_data.get("people", []))
    if form.cleaned_data.get("for_me", not people):
        people.append(request.user)
    return [
        actions.set_task(owner=person, actor=request.user, once=once, **form.values()) for person in people
    ]


def _said(made: list[Task]) -> str:
    if len(made) > 1:
        return f"Set to {len(made)} people."
    return (
        "It is among your tasks. Nobody else sees it." if made[0].is_private else f"Set to {made[0].owner}."
    )


@require_POST
@signed_in
def task_approve(request: PersonRequest, uid: Any) -> HttpResponse:
    task = seen_task(request, uid)
    require(request.user, states.APPROVE, task)
    keys = OnceForm(request.POST)
    if not keys.is_valid():
        return render_task(request, task, status=422, problem=AGAIN)
    try:
        done = actions.approve_task(
            task=task, actor=request.user, once=keys.cleaned_data["once"], seen=keys.cleaned_data["changed"]
        )
    except actions.NotAllowedNow as refusal:
        return render_task(request, refusal.thing, status=409, problem=str(refusal))
    except actions.Stale as refusal:
        said = "It was done anew after you opened it. Read it as it is now, then approve."
        return render_task(request, refusal.stored, status=409, problem=said)
    messages.success(request, f"Approved. {done.owner} has been told.")
    return redirect("review:work_list" if "queue" in request.POST else done)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_return(request: PersonRequest, uid: Any) -> HttpResponse:
    """Back to its owner, with a reason."""
    task = seen_task(request, uid)
    require(request.user, states.APPROVE, task)
    if request.method != "POST":
        if not task.may_return:
            return redirect(task)
        return _return_page(request, task, form=ReturnForm(held_fields(request)))
    form, keys = ReturnForm(request.POST), OnceForm(request.POST)
    if not keys.is_valid_with(form):
        return _return_page(request, task, form=form, status=422)
    try:
        actions.return_task(
            task=task,
            actor=request.user,
            once=keys.cleaned_data["once"],
            reason=form.cleaned_data["reason"],
        )
    except actions.NotAllowedNow as refusal:
        form.add_error(None, f"{refusal} What you typed is below, and is not kept.")
        return _return_page(request, refusal.thing, form=form, status=409)
    messages.success(request, f"Sent back to {task.owner}.", extra_tags=f"draft-saved:task-return-{task.uid}")
    return redirect(task)


def _return_page(request: PersonRequest, task: Task, *, form: ReturnForm, status: int = 200) -> HttpResponse:
    context = {"task": task, "form": form, "writer": writer_mark(request.user), "once": uuid4()}
    return render(request, "duties/task_return.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_change(request: PersonRequest, uid: Any) -> HttpResponse:
    """Whoever set it words it otherwise, or gives another day."""
    task = seen_task(request, uid)
    require(request.user, states.CHANGE, task)
    form, keys = ChangeTaskForm(typed(request), task=task), OnceForm(posted(request))
    if request.method != "POST":
        return _change_page(request, task, form=form) if task.is_with_owner else redirect(task)
    if not keys.is_valid_with(form):
        return _change_page(request, task, form=form, status=422)
    try:
        with RefusalsOn(form):
            changed = actions.change_task(
                task=task, actor=request.user, once=keys.cleaned_data["once"], **form.values()
            )
            said = "Saved." if changed.is_private else f"Saved. {changed.owner} is told of what changed."
            messages.success(request, said, extra_tags=f"draft-saved:task-change-{task.uid}")
            return redirect(changed)
    except actions.NotAllowedNow as refusal:
        form.add_error(None, f"{refusal} What you typed is below, and is not kept.")
        return _change_page(request, refusal.thing, form=form, status=409)
    return _change_page(request, task, form=form, status=422)


def _change_page(
    request: PersonRequest, task: Task, *, form: ChangeTaskForm, status: int = 200
) -> HttpResponse:
    context = {"task": task, "form": form, "writer": writer_mark(request.user), "once": uuid4()}
    return render(request, "duties/task_change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_withdraw(request: PersonRequest, uid: Any) -> HttpResponse:
    """A page that asks first: whoever set it takes it back."""
    task = seen_task(request, uid)
    require(request.user, states.WITHDRAW, task)
    form, keys = ReasonForm(posted(request)), OnceForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and keys.is_valid():
            try:
                actions.withdraw_task(
                    task=task,
                    actor=request.user,
                    once=keys.cleaned_data["once"],
                    reason=form.cleaned_data["reason"],
                )
            except actions.NotAllowedNow as refusal:
                return render_task(request, refusal.thing, status=409, problem=str(refusal))
            messages.success(request, "Withdrawn.")
            return redirect("duties:task_list" if task.is_private else "duties:task_overseen")
    context = {"task": task, "form": form, "keys": keys, "once": uuid4()}
    return render(request, "duties/task_withdraw.html", context, status=status)
