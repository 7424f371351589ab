"""What is typed on both sides goes to the server while it is typed: the same forms and actions as their Save buttons.

Each answers the next `changed` token; 422 with errors; 409 when it was changed elsewhere, or is no longer theirs to change.
"""

from datetime import datetime
from typing import Any

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessments import actions, judging, screens, states
from assessments.forms import MarksForm, NotesForm
from assessments.models import Assignment
from lib.problems import errors_of
from people.access import PersonRequest, get_visible, require, signed_in


@require_POST
@signed_in
def assignment_autosave(request: PersonRequest, uid: Any) -> JsonResponse:
    """The trainee's draft answers."""
    assignment = get_visible(Assignment, request, uid)
    require(request.user, states.ANSWER, assignment)
    form = screens.answers_form(assignment, request.POST)
    if not form.is_valid():
        return _refused(422, errors_of(form))
    try:
        kept = actions.save_answers(
            assignment=assignment,
            actor=request.user,
            changed=request.POST.get("changed"),
            **screens.said_in(form, assignment),
        )
    except (actions.NotAllowedNow, actions.Stale) as refusal:
        return _refused(409, [{"field": "changed", "message": str(refusal)}])
    return _saved("Draft saved", at=kept.answered_at, changed=kept.changed_token)


@require_POST
@signed_in
def work_autosave(request: PersonRequest, uid: Any) -> JsonResponse:
    """The scorer's draft marks; also what they come to."""
    work = get_visible(Assignment, request, uid)
    require(request.user, states.SCORE, work)
    form = MarksForm(work.criteria.all(), request.POST)
    if not form.is_valid():
        return _refused(422, errors_of(form))
    try:
        kept = actions.save_marks(assignment=work, actor=request.user, marks=screens.marks_in(form, work))
    except (actions.NotAllowedNow, actions.Stale) as refusal:
        return _refused(409, [{"field": "changed", "message": str(refusal)}])
    outcome = judging.standing(kept, kept.criteria.all())
    return _saved("Draft saved", at=kept.marked_at, changed=kept.marks_token, outcome=outcome)


@require_POST
@signed_in
def notes_autosave(request: PersonRequest, uid: Any) -> JsonResponse:
    """The scorer's own notes."""
    work = get_visible(Assignment, request, uid)
    require(request.user, states.SCORE, work)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _refused(422, errors_of(form))
    try:
        kept = actions.save_notes(assignment=work, actor=request.user, **form.cleaned_data)
    except actions.Stale as refusal:
        return _refused(409, [{"field": "changed", "message": str(refusal)}])
    return _saved("Notes saved", at=kept.noted_at, changed=kept.notes_token)


def _saved(said: str, *, at: datetime | None, changed: str, **more: str) -> JsonResponse:
    moment = timezone.localtime(at or timezone.now())
    return JsonResponse({"changed": changed, "saved": f"{said} {moment:%H:%M}", **more})


def _refused(status: int, errors: list[dict[str, Any]]) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=status)
