"""The trainee's screens: the list, the answers, the submission."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import actions, judging, queries, screens, snapshots, states
from assessments.attached import attached_to
from assessments.forms import AnswersForm
from assessments.models import Assignment, Transition
from assessments.signing import KIND
from lib.once import AGAIN, OnceForm
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can
from signoffs import panels as signoffs


@require_safe
@signed_in
def assignment_list(request: PersonRequest) -> HttpResponse:
    context = {
        "groups": screens.grouped(queries.mine(request.user)),
        "next_one": queries.open_for(request.user).first() or queries.to_try_again(request.user).first(),
        "set_by_me": list(queries.set_by(request.user)[:100]),
        "may_set": can(request.user, "assessments.use_library"),
    }
    return render(request, "assessments/assignment_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def assignment_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    """The trainee's own page; everyone else who may see it is sent to the scoring screen."""
    assignment = get_visible(Assignment, request, uid, queryset=screens.with_people())
    if request.method == "POST":
        require(request.user, states.ANSWER, assignment)
        return _save(request, assignment)
    if assignment.owner_id != request.user.pk:
        return redirect(assignment.review_url)
    if assignment.is_early:
        return render(request, "assessments/assignment_early.html", {"assignment": assignment})
    held = held_fields(request)
    form = screens.answers_form(assignment, held)
    if not assignment.is_with_trainee:
        return _locked(request, assignment, form=form)
    token = str(held.get("changed", "")) if held else assignment.changed_token
    return _answer_page(request, assignment, form=form, token=token)


def _save(request: PersonRequest, assignment: Assignment) -> HttpResponse:
    form = screens.answers_form(assignment, request.POST)
    if not assignment.is_with_trainee:
        return _locked(request, assignment, form=form, status=409)
    if not form.is_valid():
        return _answer_page(request, assignment, form=form, token=request.POST.get("changed", ""), status=422)
    try:
        saved = actions.save_answers(
            assignment=assignment,
            actor=request.user,
            changed=request.POST.get("changed"),
            **screens.said_in(form, assignment),
        )
    except actions.NotAllowedNow as refusal:
        return _locked(request, refusal.thing, form=form, status=409)
    except actions.Stale as refusal:
        rows = screens.answer_differences(refusal.stored, form)
        token = refusal.stored.changed_token
        return _answer_page(request, refusal.stored, form=form, token=token, status=409, conflict=rows)
    kept = f"draft-saved:assessment-{assignment.uid}"
    if (number := request.POST.get("evidence", "")).isdecimal() and len(number) < 4:
        return redirect("assessments:answer_evidence", uid=saved.uid, number=int(number))
    if "submit" in request.POST:
        messages.success(request, "Your draft is saved. Check it once more.", extra_tags=kept)
        return redirect("assessments:assignment_submit", uid=saved.uid)
    messages.success(request, "Draft saved. Nobody but you sees it yet.", extra_tags=kept)
    return redirect(saved)


def _earlier(assignment: Assignment) -> list[Transition]:
    if assignment.attempt == 1:
        return []
    return judging.earlier_attempts(assignment, assignment.transitions.select_related("actor"))


def _answer_page(
    request: PersonRequest,
    assignment: Assignment,
    *,
    form: AnswersForm,
    token: str,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
) -> HttpResponse:
    earlier = _earlier(assignment)
    context = {
        "assignment": assignment,
        "form": form,
        "token": token,
        "writer": writer_mark(request.user),
        "conflict": conflict,
        "returned": screens.last_move(assignment, states.RETURNED),
        "to_do": screens.to_do(assignment, form.criteria),
        "earlier": earlier,
        "marks_before": judging.marks_before(earlier),
        "progress": screens.progress(form),
        "competences": screens.competences_of(form.criteria),
        "sectioned": any(one.section for one in form.criteria),
        "evidence": attached_to(assignment),
    }
    return render(request, "assessments/assignment_answer.html", context, status=status)


def _locked(
    request: PersonRequest, assignment: Assignment, *, form: AnswersForm, status: int = 200
) -> HttpResponse:
    """Submitted, completed or withdrawn work, to read; with what was typed too late, so that it is not lost."""
    context = {
        "assignment": assignment,
        "criteria": form.criteria,
        "prompts": form.prompts,
        "typed": form.typed() if form.is_bound else [],
        "progress": screens.progress(form),
        "competences": screens.competences_of(form.criteria),
        "sectioned": any(one.section for one in form.criteria),
        "last_move": screens.last_move(assignment, assignment.state),
        "earlier": _earlier(assignment),
        "once": uuid4(),
        "evidence": attached_to(assignment),
        "signoffs": signoffs.panel(request, KIND, assignment),
    }
    return render(request, "assessments/assignment_locked.html", context, status=status)


@require_POST
@signed_in
def assignment_again(request: PersonRequest, uid: Any) -> HttpResponse:
    """Another attempt at what was completed and not passed."""
    assignment = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.ANSWER, assignment)
    keys = OnceForm(request.POST)
    if not keys.is_valid():
        messages.error(request, AGAIN)
        return redirect(assignment)
    try:
        actions.attempt_again(assignment=assignment, actor=request.user, once=keys.cleaned_data["once"])
    except (actions.NotAllowedNow, actions.Refused) as refusal:
        messages.error(request, str(refusal))
        return redirect(assignment)
    messages.success(request, "It is open again, with your answers as they were. Change them and submit.")
    return redirect(assignment)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def assignment_submit(request: PersonRequest, uid: Any) -> HttpResponse:
    """Shows exactly what will be frozen, and freezes it."""
    assignment = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.ANSWER, assignment)
    if request.method != "POST":
        if not assignment.is_with_trainee:
            return redirect(assignment)
        return _submit_page(request, assignment)
    keys = OnceForm(request.POST)
    if not keys.is_valid():
        return _submit_page(request, assignment, problem=AGAIN, status=422)
    return _submit(request, assignment, once=keys.cleaned_data["once"])


def _submit(request: PersonRequest, assignment: Assignment, *, once: UUID) -> HttpResponse:
    try:
        actions.submit(
            assignment=assignment, actor=request.user, once=once, changed=request.POST.get("changed")
        )
    except actions.NotAllowedNow as refusal:
        form = screens.answers_form(refusal.thing)
        return _locked(request, refusal.thing, form=form, status=409)
    except actions.Stale as refusal:
        problem = "You changed your answers in another window. Read them as they are now, then submit."
        return _submit_page(request, refusal.stored, problem=problem, status=409)
    except actions.Refused as refusal:
        return _submit_page(request, assignment, problem=str(refusal), status=422)
    messages.success(request, "Submitted. Your answers are locked until they come back to you.")
    return redirect(assignment)


def _submit_page(
    request: PersonRequest, assignment: Assignment, *, problem: str = "", status: int = 200
) -> HttpResponse:
    snapshot = snapshots.take(assignment, evidence=attached_to(assignment))
    context = {
        "assignment": assignment,
        "snapshot": snapshot,
        "sectioned": any(answer["section"] for answer in snapshot["criteria"]),
        "blank": [
            one for one in [*snapshot["criteria"], *snapshot["prompts"]] if not one["response"].strip()
        ],
        "lacking": [
            answer
            for answer in snapshot["criteria"]
            if answer["evidence_required"] and not answer["evidence"]
        ],
        "scorers": list(queries.scorers_of(assignment)),
        "problem": problem,
        "once": uuid4(),
    }
    return render(request, "assessments/assignment_submit.html", context, status=status)
