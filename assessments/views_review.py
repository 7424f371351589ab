"""The scorer's screens: the queue, the scoring of one piece of work, taking work back."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assessments import actions, judging, queries, screens, states
from assessments.actions.reassigning import REASSIGN
from assessments.changes import count_changed
from assessments.forms import MarksForm, NotesForm, ReasonForm
from assessments.models import Assignment, Scorer
from assessments.panels import queue_panels, scoring_panels
from assessments.signing import KIND
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can
from people.sent import posted
from sharing.refusals import RefusalsOn
from signoffs import panels as signoffs

PAGE = 50
TO_VERIFY = 20


@require_safe
@allowed("assessments.review")
def work_list(request: PersonRequest) -> HttpResponse:
    waiting = Paginator(queries.with_versions(queries.waiting_for(request.user), request.user), PAGE)
    page = waiting.get_page(request.GET.get("page"))
    # The number that the navigation shows beside the queue, counted once.
    request.waiting_reviews = waiting.count
    to_verify = queries.to_verify(request.user).annotate(in_all=Window(Count("*")))[:TO_VERIFY]
    context = {
        "page": page,
        "rows": [(work, queries.changed_since_look(work)) for work in page],
        "oldest": page[0] if page.object_list and page.number == 1 else None,
        "with_trainees": list(queries.with_trainees(request.user)[:PAGE]),
        "to_verify": to_verify,
        "to_verify_count": to_verify[0].in_all if to_verify else 0,
        "panels": queue_panels(request),
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
    if not keys.is_valid_with(form):
        return _score_page(request, work, form=form, status=422)
    try:
        with RefusalsOn(form):
            sentence = _act(request, work, form=form, keys=keys.cleaned_data)
            messages.success(request, sentence, extra_tags=f"draft-saved:marks-{work.uid}")
            return redirect(work.review_url if "save" in request.POST else "review:work_list")
    except actions.NotAllowedNow as refusal:
        return _score_page(request, refusal.thing, form=form, status=409, too_late=True)
    except actions.Stale as refusal:
        rows = screens.mark_differences(refusal.stored, form)
        return _score_page(request, refusal.stored, form=form, status=409, conflict=rows)
    return _score_page(request, work, form=form, status=422)


def _act(request: PersonRequest, work: Assignment, *, form: MarksForm, keys: dict[str, Any]) -> str:
    """Do what the pressed button says; returns the sentence to show."""
    marks = screens.marks_in(form, work)
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
    look = _look(request, work)
    last, before = queries.last_versions(work, look)
    moves = list(work.transitions.select_related("actor"))
    context = {
        "work": work,
        "form": form,
        "rows": judging.judging_rows(form, last=last, before=before),
        "whole": judging.whole_rows(last=last, before=before),
        "last": last,
        "before": before,
        "has_looked": look is not None and look.compared_version > 0,
        "changed_count": count_changed(before.snapshot, last.snapshot) if before and last else 0,
        "sectioned": any(one.section for one in form.criteria),
        "competences": screens.competences_of(form.criteria),
        "standing": judging.standing(work, form.criteria),
        "moves": moves,
        "earlier": judging.earlier_attempts(work, moves),
        "notes": NotesForm(initial=screens.notes_of(look)),
        "newer_url": _newer_version(request, work),
        "conflict": conflict,
        "typed": form.typed() if too_late else [],
        "may_change": work.is_with_trainee
        or (work.state == states.SUBMITTED and can(request.user, REASSIGN, work)),
        "may_withdraw": can(request.user, states.WITHDRAW, work)
        and states.can_move(work.state, states.WITHDRAWN),
        "once": uuid4(),
        "writer": writer_mark(request.user),
        "signoffs": signoffs.panel(request, KIND, work),
        "panels": scoring_panels(request, work),
    }
    return render(request, "assessments/work_score.html", context, status=status)


def _look(request: PersonRequest, work: Assignment) -> Scorer | None:
    """What this scorer keeps of the work; that they are shown a newer version is noted with the page that shows it."""
    look = queries.look_of(work, request.user)
    if request.method == "GET" and work.version > (look.seen_version if look else 0):
        return actions.note_seen(assignment=work, actor=request.user)
    return look


def _newer_version(request: PersonRequest, work: Assignment) -> str:
    """Where the versions of its template stand, for whom they are open to; empty while there is no newer one."""
    if not work.has_newer_version or not can(request.user, "assessments.read_template", work.template):
        return ""
    return reverse("assessments:version_list", args=[work.template.uid])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work_notes(request: PersonRequest, uid: Any) -> HttpResponse:
    """This scorer's own notes on a page of their own, in any state of the work. The scoring screen has the same box."""
    work = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.SCORE, work)
    if request.method != "POST":
        held = held_fields(request)
        initial = screens.notes_of(queries.look_of(work, request.user))
        return _notes_page(request, work, form=NotesForm(held, initial=initial))
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _notes_page(request, work, form=form, status=422)
    try:
        actions.save_notes(assignment=work, actor=request.user, **form.cleaned_data)
    except actions.Stale as refusal:
        return _notes_page(request, work, form=form, status=409, stored=refusal.stored)
    messages.success(
        request, "Notes saved. Nobody but you reads them.", extra_tags=f"draft-saved:notes-{work.uid}"
    )
    return redirect(work.review_url)


def _notes_page(
    request: PersonRequest,
    work: Assignment,
    *,
    form: NotesForm,
    status: int = 200,
    stored: Scorer | None = None,
) -> HttpResponse:
    context = {
        "work": work,
        "form": form,
        "token": stored.notes_token if stored else form["changed"].value(),
        "stored": stored,
        "conflict": [{"label": "Your own notes", "stored": stored.notes, "yours": form["notes"].value()}]
        if stored
        else None,
        "writer": writer_mark(request.user),
    }
    return render(request, "assessments/work_notes.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work_withdraw(request: PersonRequest, uid: Any) -> HttpResponse:
    """A page that asks first: the setter takes the work back."""
    work = get_visible(Assignment, request, uid, queryset=screens.with_people())
    require(request.user, states.WITHDRAW, work)
    form, keys = ReasonForm(posted(request)), OnceForm(posted(request))
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
