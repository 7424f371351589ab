"""What the screens show of one assignment: form values in and out, differences, progress."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from assessments import changes, scoring, states
from assessments.actions import Answer, Mark
from assessments.forms import AnswersForm, CriteriaForm, MarksForm
from assessments.models import AssignedCriterion, Assignment, Submission, Transition

GROUPS = [
    ("To do", ("returned", "overdue", "in_progress", "not_started")),
    ("With your supervisor", ("waiting",)),
    ("Completed", ("completed",)),
    ("Withdrawn", ("withdrawn",)),
]


def with_people() -> QuerySet:
    return Assignment.objects.select_related(
        "owner__job_title", "owner__unit", "set_by", "assessor", "marked_by", "template"
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def grouped(work: Iterable[Assignment]) -> list[tuple[str, list[Assignment]]]:
    """The person's work under the headings that have any."""
    rows = list(work)
    parts = [(title, [one for one in rows if one.shown_as in shown]) for title, shown in GROUPS]
    return [(title, part) for title, part in parts if part]


def last_move(assignment: Assignment, to: str) -> Transition | None:
    """The latest move into a state, with its actor."""
    return assignment.transitions.filter(to_state=to).select_related("actor").last()


def progress(criteria: list[AssignedCriterion]) -> dict[str, Any]:
    """How many are answered, and the own score so far out of what was scored."""
    scored = [one.own_line for one in criteria if one.self_score is not None]
    return {
        "answered": sum(1 for one in criteria if one.is_answered),
        "whole": len(criteria),
        "own": scoring.total(scored),
        "own_of": scoring.maximum(scored),
    }


def to_do(assignment: Assignment, criteria: list[AssignedCriterion]) -> list[AssignedCriterion]:
    """The criteria that need the trainee: on returned work those asked about or blank, otherwise the blank ones."""
    if assignment.state == states.RETURNED:
        return [one for one in criteria if one.needs_work or not one.is_answered]
    return [one for one in criteria if not one.is_answered]


def answers_of(assignment: Assignment) -> dict[str, Any]:
    """The stored draft as initial values of an AnswersForm."""
    values: dict[str, Any] = {"general_response": assignment.response}
    for one in assignment.criteria.all():
        values |= {f"self_score-{one.order}": one.self_score, f"response-{one.order}": one.response}
    return values


def answers_in(form: AnswersForm) -> dict[int, Answer]:
    """What a valid form says. Fields that were not sent at all are left as they are stored."""
    found = {}
    for one in form.criteria:
        score, text = form.names(one)
        found[one.order] = Answer(
            response=form.cleaned_data[text] if text in form.data else one.response,
            self_score=form.cleaned_data[score] if score in form.data else one.self_score,
        )
    return found


def answer_differences(assignment: Assignment, form: AnswersForm) -> list[dict[str, str]]:
    """Rows of the conflict part: what is stored now beside what was typed here."""
    return _differing(form, answers_of(assignment))


def _differing(form: CriteriaForm, stored: dict[str, Any]) -> list[dict[str, str]]:
    """The fields of `stored` whose value is not the one typed."""
    rows = [
        {"label": form.label_of(name), "stored": _shown(held), "yours": _shown(form.cleaned_data.get(name))}
        for name, held in ((name, stored[name]) for name in form.fields if name in stored)
    ]
    return [row for row in rows if row["stored"] != row["yours"]]


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def marks_of(assignment: Assignment) -> dict[str, Any]:
    """The stored draft marks as initial values of a MarksForm."""
    values: dict[str, Any] = {"overall_feedback": assignment.draft_feedback}
    for one in assignment.criteria.all():
        values |= {f"score-{one.order}": one.draft_score, f"feedback-{one.order}": one.draft_feedback}
    return values


def marks_in(form: MarksForm) -> dict[int, Mark]:
    """What a valid form says. Fields that were not sent at all are left as they are stored."""
    found = {}
    for one in form.criteria:
        score, text = form.names(one)
        found[one.order] = Mark(
            score=form.cleaned_data[score] if score in form.data else one.draft_score,
            feedback=form.cleaned_data[text] if text in form.data else one.draft_feedback,
        )
    return found


def mark_differences(assignment: Assignment, form: MarksForm) -> list[dict[str, str]]:
    """The same for the scorer's side; a reason is stored nowhere before the return."""
    return _differing(form, marks_of(assignment))


def judging_rows(
    form: MarksForm, *, last: Submission | None, before: Submission | None
) -> list[dict[str, Any]]:
    """Each criterion with the frozen answer, how it changed since the version before, and the fields to mark it."""
    answers = {answer["uid"]: answer for answer in last.snapshot["criteria"]} if last else {}
    changed = changes.changed_answers(before.snapshot if before else None, last.snapshot) if last else {}
    rows = form.rows()
    for row in rows:
        uid = str(row["criterion"].uid)
        row["answer"] = answers.get(uid)
        row["change"] = changed.get(uid)
        row["is_kept"] = bool(
            before
            and not row["change"]
            and row["criterion"].draft_score is not None
            and not row["score"].errors
        )
    return rows
