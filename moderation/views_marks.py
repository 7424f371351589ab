"""`/moderation/`: what is asked of me and how two markers differ; asking, giving, comparing a second mark."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import Marks, NotAllowedNow
from assessments.forms import MarksForm
from assessments.models import Assignment
from lib.once import OnceForm
from moderation import actions, differences, queries, screens
from moderation.actions.marking import AGREE, ASK, GIVE, WITHDRAW, WITHDREW
from moderation.forms import AgreedForm, AskForm
from moderation.models import SecondMark
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.models import User
from people.permissions import can
from people.sent import posted
from people.trail import has_done
from sharing.refusals import RefusalsOn, Stale

PAGE = 50
LATEST = 20


@require_safe
@allowed("moderation.look")
def overview(request: PersonRequest) -> HttpResponse:
    rows = [(mark, queries.compared(mark)) for mark in queries.double_marked(request.user)]
    rows.sort(key=lambda row: differences.furthest_first(row[1].gap))
    asked = Paginator(queries.asked_of(request.user), PAGE)
    context = {
        "asked": asked.get_page(request.GET.get("asked")),
        "given": queries.given_by(request.user)[:LATEST],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "summary": differences.summary(comparison for _, comparison in rows),
        "may_run": can(request.user, "moderation.run"),
    }
    return render(request, "moderation/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mark_ask(request: PersonRequest, uid: UUID) -> HttpResponse:
    work = get_visible(Assignment, request, uid, queryset=Assignment.objects.select_related("owner"))
    require(request.user, ASK, work)
    form = AskForm(posted(request), markers=queries.may_mark(work, request.user))
    if form.is_valid():
        try:
            with RefusalsOn(form):
                made = actions.ask_second(assignment=work, actor=request.user, **form.cleaned_data)
                messages.success(request, f"{made.marker} has been asked for a second mark.")
                return redirect(work.review_url)
        except NotAllowedNow as refusal:
            messages.error(request, f"{refusal} A second mark can be asked for once it is handed in.")
            return redirect(work.review_url)
    return render(
        request, "moderation/mark_ask.html", {"work": work, "form": form}, status=422 if form.errors else 200
    )


def is_taken_back(member: User, uid: UUID) -> bool:
    """Whether this member was asked for it and is no more: what told them leads here still."""
    gone = SecondMark.objects.filter(uid=uid, marker=member).exclude(withdrawn_at=None)
    return can(member, "moderation.look") and gone.exists()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mark_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The marker's own screen; who scores the work reads what came of it beside their own, in `mark_compare`."""
    if is_taken_back(request.user, uid):
        messages.info(request, "This second mark is asked for no more.")
        return redirect("moderation:overview")
    rows = SecondMark.objects.select_related("assignment__owner__job_title")
    mark = get_visible(SecondMark, request, uid, queryset=rows)
    require(request.user, GIVE, mark)
    criteria = queries.criteria_for(mark.assignment)
    if request.method == "POST":
        return _mark(request, mark, MarksForm(criteria, request.POST))
    held = held_fields(request)
    initial = screens.marks_of(mark, criteria)
    return _mark_page(
        request, mark, form=MarksForm(criteria, held) if held else MarksForm(criteria, initial=initial)
    )


def _mark(request: PersonRequest, mark: SecondMark, form: MarksForm) -> HttpResponse:
    keys = OnceForm(request.POST)
    if not keys.is_valid_with(form):
        return _mark_page(request, mark, form=form, status=422)
    try:
        with RefusalsOn(form):
            sentence = _act(request, mark, form=form, keys=keys.cleaned_data)
            messages.success(request, sentence, extra_tags=f"draft-saved:second-{mark.uid}")
            return redirect("moderation:overview" if "finish" in request.POST else mark)
    except actions.NotNow as refusal:
        mark.refresh_from_db()
        return _mark_page(request, mark, form=form, status=409, too_late=str(refusal))
    except Stale as refusal:
        stored = refusal.stored
        rows = screens.differing(form, screens.marks_of(stored, form.criteria))
        return _mark_page(request, stored, form=form, status=409, conflict=rows)
    return _mark_page(request, mark, form=form, status=422)


def _act(request: PersonRequest, mark: SecondMark, *, form: MarksForm, keys: dict[str, Any]) -> str:
    """Do what the pressed button says; returns the sentence to show."""
    overall = (
        form.cleaned_data["overall_feedback"] if "overall_feedback" in form.data else mark.overall_feedback
    )
    marks = Marks(
        by_order=screens.marks_in(form, mark),
        overall_feedback=overall,
        changed=request.POST.get("changed"),
        digest=request.POST.get("digest"),
    )
    if "finish" in request.POST:
        actions.finish_second(mark=mark, actor=request.user, once=keys["once"], marks=marks)
        return f"Your second mark of {mark.assignment} is done. {mark.assignment.owner} sees nothing of it."
    actions.save_second(mark=mark, actor=request.user, marks=marks)
    return "Draft saved. Nobody else sees it."


def _mark_page(
    request: PersonRequest,
    mark: SecondMark,
    *,
    form: MarksForm,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
    too_late: str = "",
) -> HttpResponse:
    submission = mark.submission
    context = {
        "mark": mark,
        "work": mark.assignment,
        "form": form,
        "submission": submission,
        "rows": screens.marking_rows(form, mark, submission),
        "conflict": conflict,
        "too_late": too_late,
        "typed": form.typed() if too_late else [],
        "once": uuid4(),
        "writer": writer_mark(request.user),
    }
    return render(request, "moderation/mark_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mark_withdraw(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first. Pressed twice, the second time finds it done."""
    if request.method == "POST" and has_done(request.user, WITHDREW, uid):
        return redirect("moderation:overview")
    rows = SecondMark.objects.select_related("assignment", "marker")
    mark = get_visible(SecondMark, request, uid, queryset=rows)
    require(request.user, WITHDRAW, mark)
    back = mark.assignment.review_url
    if request.method == "POST":
        _withdraw(request, mark)
        return redirect(back)
    context = {
        "mark": mark,
        "asks": "Take this request back?",
        "yes": "Take it back",
        "back": back,
        "back_words": mark.assignment.title,
        "refused": "This second mark is done, and stays." if mark.is_done else "",
        "names_marker": screens.names_marker(request.user, mark),
    }
    return render(request, "moderation/mark_withdraw.html", context)


def _withdraw(request: PersonRequest, mark: SecondMark) -> None:
    """Done, or said why it stays: it may have been given meanwhile."""
    try:
        actions.withdraw_second(mark=mark, actor=request.user)
    except actions.NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The second mark is no longer asked for.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mark_compare(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Both marks beside each other, and what was agreed, for whoever scores the work, once they may see it."""
    mark = get_visible(SecondMark, request, uid, queryset=queries.with_first_marks(SecondMark.objects.all()))
    require(request.user, "moderation.compare_mark", mark)
    form = AgreedForm(posted(request), initial={"agreed": mark.agreed, "changed": mark.agreed_token})
    conflict = None
    if request.method == "POST":
        require(request.user, AGREE, mark)
        if form.is_valid():
            conflict = _note_agreed(request, mark, form)
            if conflict is None:
                return redirect("moderation:mark_compare", uid)
    context = {
        "mark": mark,
        "comparison": queries.compared(mark),
        "feedback": screens.feedback_of(mark),
        "form": form,
        "conflict": conflict,
        "may_agree": can(request.user, AGREE, mark),
        "writer": writer_mark(request.user),
    }
    status = 409 if conflict is not None else 422 if form.errors else 200
    return render(request, "moderation/mark_compare.html", context, status=status)


def _note_agreed(request: PersonRequest, mark: SecondMark, form: AgreedForm) -> list[dict[str, str]] | None:
    """Keep it and say so; rows of the conflict part where somebody else wrote meanwhile."""
    try:
        actions.note_agreed(mark=mark, actor=request.user, **form.cleaned_data)
    except Stale as refusal:
        mark.agreed_at = refusal.stored.agreed_at
        return screens.differing(form, {"agreed": refusal.stored.agreed})
    messages.success(request, "Noted. No score has changed.", extra_tags=f"draft-saved:agreed-{mark.uid}")
    return None
