"""The screens of one goal: write, read, move, say what became of it, carry it over, delete and take back."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.competences import asks_to_show, named, picker
from activities.fields import as_typed
from lib.fields import offer_new_uid, renew
from lib.formats import day
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can
from plans import actions, queries
from plans.forms import GoalForm, SettleForm
from plans.models import Goal, Plan
from plans.prompts import example
from sharing.readers import readers_of

LABELS = {
    "title": "What you want to reach",
    "why": "Why it matters",
    "measure": "How you will know",
    "start_on": "You begin on",
    "target_on": "Reached by",
    "competences": "Competences",
}


def own_goal(request: PersonRequest, uid: UUID) -> Goal:
    """A goal to write: 404 for whom it is hidden from, 403 for whoever only reads it."""
    goal = seen_goal(request, uid)
    require(request.user, "plans.write_plan", goal)
    return goal


def seen_goal(request: PersonRequest, uid: UUID) -> Goal:
    return get_visible(Goal, request, uid, queryset=Goal.objects.select_related("plan__owner"))


@require_safe
@signed_in
def goal_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return render_goal(request, seen_goal(request, uid))


def render_goal(
    request: PersonRequest, goal: Goal, *, settle: SettleForm | None = None, status: int = 200
) -> HttpResponse:
    """The goal's page: what is planned and done for it, and for its owner what to do next."""
    is_owner = can(request.user, "plans.write_plan", goal)
    (row,) = queries.goal_rows([goal], request.user)
    context = {
        "goal": goal,
        "plan": goal.plan,
        "row": row,
        "competences": named(goal.competences),
        "owner": goal.plan.owner,
        "is_owner": is_owner,
        "readers": readers_of(goal.plan, request.user),
        "settle": (settle or SettleForm(initial={"outcome": goal.outcome})) if is_owner else None,
        "shows_evaluation": goal.plan.evaluated_on is not None and goal.evaluation,
    }
    return render(request, "plans/goal_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def goal_new(request: PersonRequest, uid: UUID) -> HttpResponse:
    plan = get_visible(Plan, request, uid)
    require(request.user, "plans.write_plan", plan)
    if request.method != "POST" or asks_to_show(request):
        values = {"uid": uuid.uuid4()} | example(request.GET.get("from", "")) | typed_before(request)
        return render_form(request, GoalForm(initial=values, plan=plan))
    form = GoalForm(request.POST, plan=plan)
    if not form.is_valid():
        return render_form(request, form, status=422)
    try:
        goal = actions.add_goal(
            plan=plan, actor=request.user, values=form.values(), uid=form.cleaned_data["uid"]
        )
    except actions.ReferenceTaken:
        offer_new_uid(form)
        return render_form(request, form, status=422)
    said = "The goal is in your plan. Plan an activity for it, or link what you have done already."
    messages.success(request, said, extra_tags="draft-saved:goal-new")
    return redirect(goal)


def typed_before(request: PersonRequest) -> dict[str, Any]:
    """What the form held when it was sent only to see more competences, or before a lost session."""
    sent: QueryDict | None = request.POST if asks_to_show(request) else held_fields(request)
    return as_typed(sent) if sent else {}


def render_form(
    request: PersonRequest, form: GoalForm, *, goal: Goal | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "plan": form.plan,
        "goal": goal,
        "writer": writer_mark(request.user),
        "picker": picker(request.user, form["competences"].value(), request.POST),
        **more,
    }
    return render(request, "plans/goal_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def goal_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal = own_goal(request, uid)
    if request.method != "POST" or asks_to_show(request):
        values = {name: getattr(goal, name) for name in LABELS} | {"changed": goal.changed_token}
        return render_form(
            request, GoalForm(initial=values | typed_before(request), plan=goal.plan), goal=goal
        )
    form = GoalForm(request.POST, plan=goal.plan)
    if not form.is_valid():
        return render_form(request, form, goal=goal, status=422)
    try:
        saved = actions.change_goal(
            goal=goal, actor=request.user, values=form.values(), changed=form.cleaned_data["changed"]
        )
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        rows = differing(stale.stored, form.values())
        return render_form(request, form, goal=stale.stored, status=409, conflict=rows)
    messages.success(request, "Saved.", extra_tags=f"draft-saved:goal-{goal.uid}")
    return redirect(saved)


def differing(stored: Goal, typed: dict[str, Any]) -> list[dict[str, str]]:
    """Rows for parts/conflict.html."""
    return [
        {"label": label, "stored": spoken(getattr(stored, name)), "yours": spoken(typed[name])}
        for name, label in LABELS.items()
        if getattr(stored, name) != typed[name]
    ]


def spoken(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(str(one) for one in named(value))
    return value if isinstance(value, str) else day(value)


@require_POST
@signed_in
def goal_move(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal = own_goal(request, uid)
    actions.move_goal(goal=goal, actor=request.user, up=request.POST.get("to") == "up")
    return redirect(f"{goal.plan.get_absolute_url()}#goal-{goal.uid}")


@require_POST
@signed_in
def goal_settle(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal, form = own_goal(request, uid), SettleForm(request.POST)
    if not form.is_valid():
        return render_goal(request, goal, settle=form, status=422)
    actions.settle_goal(goal=goal, actor=request.user, **form.cleaned_data)
    messages.success(
        request, f"{goal.State(form.cleaned_data['state']).label} on {day(form.cleaned_data['on'])}."
    )
    return redirect(goal)


@require_POST
@signed_in
def goal_reopen(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal = own_goal(request, uid)
    actions.reopen_goal(goal=goal, actor=request.user)
    messages.success(request, "The goal is open again.")
    return redirect(goal)


@require_POST
@signed_in
def goal_carry(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal = own_goal(request, uid)
    try:
        made = actions.carry_over(goal=goal, actor=request.user)
    except actions.NoNextPlan as none_yet:
        messages.warning(request, str(none_yet))
        return redirect("plans:plan_new")
    messages.success(request, f"The goal is in “{made.plan}” now. Set a new day to reach it by.")
    return redirect("plans:goal_edit", uid=made.uid)


@require_POST
@signed_in
def goal_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    goal = own_goal(request, uid)
    actions.delete_goal(goal=goal, actor=request.user)
    return redirect(f"{goal.plan.get_absolute_url()}?deleted_goal={goal.uid}")


@require_POST
@signed_in
def goal_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    plans = Plan.objects.owned_by(request.user)
    goal = Goal.objects.filter(uid=uid, plan__in=plans).select_related("plan").first()
    if goal is None:
        raise Http404
    try:
        actions.restore_goal(goal=goal, actor=request.user)
    except actions.TooLate as too_late:
        messages.error(request, str(too_late))
        return redirect(goal.plan)
    messages.success(request, "The goal is back in your plan.")
    return redirect(goal)
