"""The scorer's screens: the queue, the scoring of one piece of work, taking work back."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments import actions, queries, screens, states
from assessments.forms import AGAIN, MarksForm, OnceForm, ReasonForm
from assessments.models import Assignment
from assessments.signing import KIND
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can
from signoffs import panels as signoffs

PAGE = 50
TO_VERIFY = 20


@require_safe
@allowed("assessments.review")
def work_list(request: PersonRequest) -> HttpResponse:
    waiting = Paginator(queries.with_versions(queries.waiting_for(request.user)), PAGE)
    page = waiting.get_page(request.GET.get("page"))
    to_verify = queries.to_verify(request.user)
    context = {
        "page": page,
        "rows": [(work, queries.changed_since_last(work)) for work in page],
        "oldest": page[0] if page.object_list and page.number == 1 else None,
        "with_trainees": list(queries.with_trainees(request.user)[:PAGE]),
        "to_verify": to_verify[:TO_VERIFY],
        "to_verify_count": to_verify.count(),
    }
    return render(request, "assessments/work_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work_score(request: PersonRequest, uid: Any) -> HttpResponse:
    work = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.SCORE, work)
    if request.method == "POST":
        return _judge(request, work)
    held = held_fields(request)
    criteria = list(work.criteria.all())
    form = MarksForm(criteria, held) if held else MarksForm(criteria, initial=screens.marks_of(work))
    return _score_page(request, work, form=form)


def _judge(request: PersonRequest, work: Assignment) -> HttpResponse:
    form, keys = MarksForm(work.criteria.all(), request.POST), OnceForm(request.POST)
    if not (form.is_valid() and keys.is_valid()):
        if keys.errors:
            form.refuse({"": AGAIN})
        return _score_page(request, work, form=form, status=422)
    try:
        sentence = _act(request, work, form=form, keys=keys.cleaned_data)
    except actions.NotAllowedNow as refusal:
        return _score_page(request, refusal.assignment, form=form, status=409, too_late=True)
    except actions.Stale as refusal:
        rows = screens.mark_differences(refusal.stored, form)
        return _score_page(request, refusal.stored, form=form, status=409, conflict=rows)
    except actions.Refused as refusal:
        form.refuse(refusal.errors)
        return _score_page(request, work, form=form, status=422)
    messages.success(request, sentence, extra_tags=f"draft-saved:marks-{work.uid}")
    return redirect(work.review_url if "save" in request.POST else "review:work_list")


def _act(request: PersonRequest, work: Assignment, *, form: MarksForm, keys: dict[str, Any]) -> str:
    """Do what the pressed button says; returns the sentence to show."""
    marks = actions.Marks(
        by_order=screens.marks_in(form),
        overall_feedback=form.cleaned_data["overall_feedback"]
        if "overall_feedback" in form.data
        else work.draft_feedback,
        changed=request.POST.get("changed"),
        digest=request.POST.get("digest"),
    )
    if "complete" in request.POST:
        done = actions.complete(assignment=work, actor=request.user, once=keys["once"], marks=marks)
        return f"Completed: {done.title}, {done.score_text}. {work.owner} has been told."
    if "return" in request.POST:
        reason = form.cleaned_data["reason"]
        actions.return_work(
            assignment=work, actor=request.user, once=keys["once"], reason=reason, marks=marks
        )
        return f"Returned to {work.owner} with your scores and feedback."
    actions.save_marks(assignment=work, actor=request.user, marks=marks)
    return f"Draft scores saved. {work.owner} does not see them yet."


def _score_page(
    request: PersonRequest,
    work: Assignment,
    *,
    form: MarksForm,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
    too_late: bool = False,
) -> HttpResponse:
    last, before = queries.last_versions(work)
    rows = screens.judging_rows(form, last=last, before=before)
    context = {
        "work": work,
        "form": form,
        "rows": rows,
        "last": last,
        "before": before,
        "changed_count": sum(1 for row in rows if row["change"]),
        "moves": list(work.transitions.select_related("actor")),
        "conflict": conflict,
        "typed": form.typed() if too_late else [],
        "may_withdraw": can(request.user, states.WITHDRAW, work)
        and states.can_move(work.state, states.WITHDRAWN),
        "once": uuid4(),
        "writer": writer_mark(request.user),
        "signoffs": signoffs.panel(request, KIND, work),
    }
    return render(request, "assessments/work_score.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work_withdraw(request: PersonRequest, uid: Any) -> HttpResponse:
    """A page that asks first: the setter takes the work back."""
    work = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.WITHDRAW, work)
    form, keys = ReasonForm(screens.posted(request)), OnceForm(screens.posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and keys.is_valid():
            try:
                actions.withdraw(
                    assignment=work,
                    actor=request.user,
                    once=keys.cleaned_data["once"],
                    reason=form.cleaned_data["reason"],
                )
            except actions.NotAllowedNow as refusal:
                messages.error(request, f"{refusal} It cannot be withdrawn any more.")
                return redirect(work.review_url)
            messages.success(request, f"Withdrawn from {work.owner}.")
            return redirect("assessments:assignment_list")
    context = {"work": work, "form": form, "keys": keys, "once": uuid4()}
    return render(request, "assessments/work_withdraw.html", context, status=status)
