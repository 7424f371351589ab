"""`/audits/mock/`: one's own year as if drawn, a checklist, and what to mend."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audits import actions
from audits.actions.mocks import DELETED
from audits.checklist import draws_words, grouped
from audits.forms import ChecklistForm, MockForm
from audits.models import MockAudit
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.trail import has_done
from registers.packfiles.facts import PackRefused
from registers.queries import current_registrations


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("audits.run_mock")
def mock_new(request: PersonRequest) -> HttpResponse:
    form = MockForm(request.POST or None, held=current_registrations(request.user))
    if form.is_valid():
        registration, period = form.chosen()
        try:
            return redirect(
                actions.run_mock(registration=registration, period=period, once=form.cleaned_data["once"])
            )
        except (PackRefused, actions.MockRefused) as refusal:
            form.add_error(None, str(refusal))
    return render(request, "audits/mock_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mock_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The pack as the body would see it and the checklist; a POST keeps ticks and notes, `finish` dates the result."""
    mock = get_visible(MockAudit, request, uid)
    if request.method != "POST":
        return page(request, mock, ChecklistForm(lines=mock.lines, ticks=shown_ticks(request, mock)))
    require(request.user, "audits.write_mock", mock)
    form = ChecklistForm(request.POST, lines=mock.lines)
    if not form.is_valid():
        return page(request, mock, form, status=422)
    finish = "finish" in request.POST
    actions.tick_mock(mock=mock, actor=request.user, ticks=form.ticks(), finish=finish)
    words = "Finished: the result is kept with its date." if finish else "Saved."
    messages.success(request, words, extra_tags=f"draft-saved:mock-{mock.uid}")
    return redirect(mock)


def shown_ticks(request: PersonRequest, mock: MockAudit) -> dict[str, Any]:
    """Those stored, or what was typed before a session ended."""
    if held := held_fields(request):
        form = ChecklistForm(held, lines=mock.lines)
        if form.is_valid():
            return form.ticks()
    return mock.ticks


def page(request: PersonRequest, mock: MockAudit, form: ChecklistForm, *, status: int = 200) -> HttpResponse:
    rows = form.rows()
    context = {
        "mock": mock,
        "form": form,
        "groups": grouped(rows),
        "open": [one for one in mock.lines if one["status"] in ("not_met", "advice")],
        "draws": draws_words(mock.edition),
        "facts": mock.facts,
        "reviews": mock.reviews.defer("lines", "ticks"),
        "files": {},
        "writer": writer_mark(request.user),
    }
    return render(request, "audits/mock_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mock_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first, and says what goes with it. Pressed twice, the second time finds it done."""
    if request.method == "POST" and has_done(request.user, DELETED, uid):
        return redirect("audits:overview")
    mock = get_visible(MockAudit, request, uid)
    require(request.user, "audits.write_mock", mock)
    if request.method == "POST":
        actions.delete_mock(mock=mock, actor=request.user)
        messages.success(request, "The mock audit is deleted. Your log is as it was.")
        return redirect("audits:overview")
    context = {
        "mock": mock,
        "reviews": mock.reviews.defer("facts", "lines", "ticks"),
        "asks": "Delete this mock audit?",
        "yes": "Delete it",
        "back": mock.get_absolute_url(),
        "back_words": str(mock),
    }
    return render(request, "audits/mock_delete.html", context)
