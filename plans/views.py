"""The screens of a plan: the present one, all of them, start, change, print, delete and take back."""

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import offer_new_uid, renew
from lib.formats import day_span
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.models import User
from people.permissions import can
from plans import actions, queries
from plans.forms import PlanForm
from plans.models import KIND, Goal, Plan
from plans.prompts import EXAMPLES
from sharing.actions import delete_item, restore_item
from sharing.deleted import get_own, just_deleted
from sharing.reach import panel as who_sees

LABELS = {"title": "Title", "start": "First day", "end": "Last day"}


@require_safe
@allowed("plans.keep")
def plan_now(request: PersonRequest) -> HttpResponse:
    """The present plan of whoever asks; without one, two example goals to start from."""
    plan = queries.present_plan(request.user, timezone.localdate())
    if plan is None:
        past = Plan.objects.owned_by(request.user).exists()
        context = {"examples": EXAMPLES, "has_past": past, "deleted": just_deleted(Plan, request)}
        return render(request, "plans/plan_none.html", context)
    return render_plan(request, plan)


@require_safe
@signed_in
def plan_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return render_plan(request, get_visible(Plan, request, uid, queryset=Plan.objects.with_marks()))


def render_plan(request: PersonRequest, plan: Plan) -> HttpResponse:
    rows = queries.rows_of(plan, request.user)
    is_owner = can(request.user, "plans.write_plan", plan)
    context = {
        "plan": plan,
        "rows": rows,
        "owner": request.user if is_owner else plan.owner,
        "is_owner": is_owner,
        "who_sees": who_sees(request, KIND, plan),
        "is_over": plan.end < timezone.localdate(),
        "shows_evaluation": plan.evaluated_on is not None,
        "examples": () if rows else EXAMPLES,
        "deleted": just_deleted(Plan, request),
        "deleted_goal": deleted_goal(request, plan) if is_owner else None,
    }
    return render(request, "plans/plan_detail.html", context)


def deleted_goal(request: PersonRequest, plan: Plan) -> Goal | None:
    """The goal that `?deleted_goal=<uid>` names, while it can be taken back."""
    try:
        uid = UUID(request.GET.get("deleted_goal", ""))
    except ValueError:
        return None
    return plan.goals.filter(uid=uid, deleted_at__isnull=False).first()


@require_safe
@signed_in
def plan_print(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Everything of the plan on paper, its evaluation too where it is finished."""
    plan = get_visible(Plan, request, uid)
    rows = queries.rows_of(plan, request.user)
    is_owner = can(request.user, "plans.write_plan", plan)
    context = {"plan": plan, "rows": rows, "owner": plan.owner, "is_owner": is_owner}
    return render(request, "plans/plan_print.html", context)


@require_safe
@signed_in
def plan_list(request: PersonRequest) -> HttpResponse:
    """Every plan, the newest first: one's own, or with `?owner=` what that person lets one read."""
    owner = owner_asked(request)
    plans = queries.plans_of(owner.pk, request.user)
    is_own = owner.pk == request.user.pk
    context = {"plans": plans, "owner": owner, "is_own": is_own, "deleted": just_deleted(Plan, request)}
    return render(request, "plans/plan_list.html", context)


def owner_asked(request: PersonRequest) -> User:
    """Whose plans are asked for: one's own, or `?owner=<uid>` of someone who shows this member some; else 404."""
    asked = request.GET.get("owner")
    if not asked or asked == str(request.user.uid):
        require(request.user, "plans.keep")
        return request.user
    try:
        owner = User.objects.get(uid=UUID(asked))
    except (ValueError, User.DoesNotExist):
        raise Http404 from None
    shown = Plan.objects.visible_to(request.user).filter(owner=owner)
    if owner.pk not in request.user.supervised_ids and not shown.exists():
        raise Http404
    return owner


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("plans.keep")
def plan_new(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        values = first_values(request.user) | (held.dict() if (held := held_fields(request)) else {})
        return render_form(request, PlanForm(initial=values))
    form = PlanForm(request.POST)
    if not form.is_valid():
        return render_form(request, form, status=422)
    try:
        plan = actions.start_plan(owner=request.user, values=form.values(), uid=form.cleaned_data["uid"])
    except actions.ReferenceTaken:
        offer_new_uid(form)
        return render_form(request, form, status=422)
    messages.success(
        request,
        f"Your plan for {day_span(plan.start, plan.end)} is started. Add its first goal.",
        extra_tags="draft-saved:plan-new",
    )
    return redirect(plan)


def first_values(owner: User) -> dict[str, Any]:
    """The present calendar year, or where a plan holds it already the next."""
    today = timezone.localdate()
    years = {plan.start.year for plan in Plan.objects.owned_by(owner).only("start")}
    year = next(year for year in range(today.year, today.year + 50) if year not in years)
    return {
        "uid": uuid.uuid4(), "title": str(year), "start": date(year, 1, 1), "end": date(year, 12, 31),
    }  # fmt: skip


def render_form(
    request: PersonRequest, form: PlanForm, *, plan: Plan | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "plan": plan, "writer": writer_mark(request.user), **more}
    return render(request, "plans/plan_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    plan = get_visible(Plan, request, uid)
    require(request.user, "plans.write_plan", plan)
    if request.method != "POST":
        values = {name: getattr(plan, name) for name in LABELS} | {"changed": plan.changed_token}
        values |= held.dict() if (held := held_fields(request)) else {}
        return render_form(request, PlanForm(initial=values), plan=plan)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return render_form(request, form, plan=plan, status=422)
    try:
        saved = actions.change_plan(
            plan=plan, actor=request.user, values=form.values(), changed=form.cleaned_data["changed"]
        )
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        rows = differing(stale.stored, form.values())
        return render_form(request, form, plan=stale.stored, status=409, conflict=rows)
    messages.success(request, "Saved.", extra_tags=f"draft-saved:plan-{plan.uid}")
    return redirect(saved)


def differing(stored: Plan, typed: dict[str, Any]) -> list[dict[str, str]]:
    """Rows for parts/conflict.html."""
    return [
        {"label": label, "stored": str(getattr(stored, name)), "yours": str(typed[name])}
        for name, label in LABELS.items()
        if getattr(stored, name) != typed[name]
    ]


@require_POST
@signed_in
def plan_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    plan = get_visible(Plan, request, uid)
    require(request.user, "plans.write_plan", plan)
    delete_item(item=plan, actor=request.user)
    return redirect(f"{reverse('plans:plan_list')}?deleted={plan.uid}")


@require_POST
@signed_in
def plan_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    plan = get_own(Plan, request, uid)
    try:
        restore_item(item=plan, actor=request.user)
    except actions.TooLate as too_late:
        messages.error(request, str(too_late))
        return redirect("plans:plan_list")
    messages.success(request, "The plan is back, with its goals.")
    return redirect(plan)
