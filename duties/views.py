"""The owner's screens, and the page of one task for everyone who may read it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duties import actions, attached, queries, states
from duties.forms import DoneForm
from duties.models import Task
from evidence.attaching import AttachForm
from evidence.queries import attached_to
from evidence.rows import rows_for
from lib.once import AGAIN, OnceForm
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import writer_mark
from people.permissions import can
from people.sent import posted, typed

SETTLED = 50


def seen_task(request: PersonRequest, uid: Any) -> Task:
    return get_visible(Task, request, uid, queryset=Task.objects.select_related("owner", "set_by"))


@require_safe
@signed_in
def task_list(request: PersonRequest) -> HttpResponse:
    context = {
        "to_do": list(queries.open_for(request.user)),
        "handed_in": list(queries.handed_in_by(request.user)),
        "settled": list(queries.settled_of(request.user)[:SETTLED]),
        "most": SETTLED,
        "oversees": can(request.user, "duties.oversee"),
    }
    return render(request, "duties/task_list.html", context)


@require_safe
@signed_in
def task_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    return render_task(request, seen_task(request, uid))


def render_task(request: PersonRequest, task: Task, *, status: int = 200, problem: str = "") -> HttpResponse:
    """The task with its history, and what this person may do with it now."""
    is_owner = can(request.user, states.DO, task)
    oversees = can(request.user, states.APPROVE, task)
    history = list(queries.history_of(task))
    context = {
        "task": task,
        "history": history,
        "last": next(move for move in reversed(history) if not move.is_change),
        "evidence": rows_for(attached_to(attached.KIND, task)),
        "is_owner": is_owner,
        "may_do": is_owner and task.is_with_owner,
        "may_reopen": is_owner and task.may_reopen,
        "may_approve": oversees and task.state == states.DONE,
        "may_return": oversees and task.may_return,
        "may_change": task.is_with_owner and can(request.user, states.CHANGE, task),
        "may_withdraw": task.may_withdraw and can(request.user, states.WITHDRAW, task),
        "problem": problem,
        "once": uuid4(),
    }
    return render(request, "duties/task_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task_done(request: PersonRequest, uid: Any) -> HttpResponse:
    """The owner says that it is done, with a note and evidence."""
    task = seen_task(request, uid)
    require(request.user, states.DO, task)
    form = DoneForm(typed(request), initial={"note": task.note})
    pieces = AttachForm(
        posted(request), request.FILES or None, owner=request.user, kind=attached.KIND, thing=task
    )
    if request.method != "POST":
        return _done_page(request, task, form=form, pieces=pieces) if task.is_with_owner else redirect(task)
    keys = OnceForm(request.POST)
    if not keys.is_valid_with(form, pieces):
        return _done_page(request, task, form=form, pieces=pieces, status=422)
    once, note = keys.cleaned_data["once"], form.cleaned_data["note"]
    try:
        done = actions.finish_task(
            task=task, actor=request.user, once=once, note=note, attach=pieces.attach_to
        )
    except actions.NotAllowedNow as refusal:
        form.add_error(None, f"{refusal} What you typed is below, and is not kept.")
        return _done_page(request, refusal.thing, form=form, pieces=pieces, status=409)
    said = "Done. It waits for approval now." if done.needs_approval else "Done."
    messages.success(request, said, extra_tags=f"draft-saved:task-{task.uid}")
    return redirect(done)


def _done_page(
    request: PersonRequest, task: Task, *, form: DoneForm, pieces: AttachForm, status: int = 200
) -> HttpResponse:
    context = {
        "task": task,
        "form": form,
        "pieces": pieces,
        "returned": queries.last_into(task, states.RETURNED),
        "writer": writer_mark(request.user),
        "once": uuid4(),
    }
    return render(request, "duties/task_done.html", context, status=status)


@require_POST
@signed_in
def task_reopen(request: PersonRequest, uid: Any) -> HttpResponse:
    """Not done after all."""
    task = seen_task(request, uid)
    require(request.user, states.DO, task)
    keys = OnceForm(request.POST)
    if not keys.is_valid():
        return render_task(request, task, status=422, problem=AGAIN)
    try:
        actions.reopen_task(task=task, actor=request.user, once=keys.cleaned_data["once"])
    except actions.NotAllowedNow as refusal:
        return render_task(request, refusal.thing, status=409, problem=str(refusal))
    messages.success(request, "It is to do again. Your note is kept.")
    return redirect(task)
