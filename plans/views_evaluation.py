"""Evaluate against plan: what was planned, done and left, goal by goal, and a word on each and on the whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lib.fields import renew
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from plans import actions, queries
from plans.forms import EvaluationForm
from plans.models import Plan
from plans.reckoning import Reckoning, reckon

SAVED = "Saved. Finish it when nothing is missing."
FINISHED = "The evaluation is finished and dated today."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_evaluate(request: PersonRequest, uid: UUID) -> HttpResponse:
    """For its owner: save as often as they like, then finish it with today's date."""
    plan = get_visible(Plan, request, uid)
    require(request.user, "plans.write_plan", plan)
    rows = queries.rows_of(plan, request.user)
    goals = [row.goal for row in rows]
    if request.method != "POST":
        values = EvaluationForm.shown(plan, goals)
        values |= held.dict() if (held := held_fields(request)) else {}
        return render_page(request, rows, EvaluationForm(initial=values, goals=goals), plan=plan)
    form = EvaluationForm(request.POST, goals=goals, finish=request.POST.get("then") == "finish")
    if not form.is_valid():
        return render_page(request, rows, form, plan=plan, status=422)
    try:
        saved = store(request, plan, form)
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        return render_page(request, rows, form, plan=plan, status=409, conflict=differing(stale.stored, form))
    except actions.Finished as finished:
        form.add_error(None, str(finished))
        return render_page(request, rows, form, plan=plan, status=422)
    said = FINISHED if form.finish else SAVED
    messages.success(request, said, extra_tags=f"draft-saved:evaluation-{plan.uid}")
    return redirect(saved) if form.finish else redirect("plans:plan_evaluate", uid=plan.uid)


@transaction.atomic
def store(request: PersonRequest, plan: Plan, form: EvaluationForm) -> Plan:
    """The words, and the date where it is to be finished, or neither."""
    saved = actions.save_evaluation(
        plan=plan,
        actor=request.user,
        overall=form.cleaned_data["overall"],
        by_goal=form.by_goal(),
        changed=form.cleaned_data["changed"],
    )
    return actions.finish_evaluation(plan=saved, actor=request.user) if form.finish else saved


def differing(stored: Plan, form: EvaluationForm) -> list[dict[str, str]]:
    """Rows for parts/conflict.html."""
    held = {goal.uid: goal for goal in stored.goals.filter(deleted_at=None)}
    texts = [("How the whole went", stored.evaluation, form.cleaned_data["overall"])]
    texts += [
        (held[uid].title, held[uid].evaluation, text) for uid, text in form.by_goal().items() if uid in held
    ]
    return [{"label": name, "stored": one, "yours": other} for name, one, other in texts if one != other]


def render_page(
    request: PersonRequest,
    rows: list[queries.GoalRow],
    form: EvaluationForm,
    *,
    plan: Plan,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    unplanned = queries.unlinked_in(plan)
    context = {
        "plan": plan,
        "form": form,
        "parts": [(row, reckon(row.activities), form[f"goal-{row.goal.uid}"]) for row in rows],
        "unplanned": unplanned,
        "unplanned_sum": reckon(unplanned),
        "whole": whole(rows),
        "writer": writer_mark(request.user),
        **more,
    }
    return render(request, "plans/plan_evaluate.html", context, status=status)


def whole(rows: list[queries.GoalRow]) -> Reckoning:
    """Over all goals, an activity that works towards two of them counted once."""
    return reckon({one.pk: one for row in rows for one in row.activities}.values())


@require_POST
@signed_in
def plan_reopen(request: PersonRequest, uid: UUID) -> HttpResponse:
    plan = get_visible(Plan, request, uid)
    require(request.user, "plans.write_plan", plan)
    actions.reopen_evaluation(plan=plan, actor=request.user)
    messages.success(request, "The evaluation is open again. Until you finish it, only you see it.")
    return redirect("plans:plan_evaluate", uid=plan.uid)
