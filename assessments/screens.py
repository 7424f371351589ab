"""What the screens show of one assignment: form values in and out, differences, progress."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from activities.competences import named
from assessments import scoring, states
from assessments.actions import Answer, Mark, Marks
from assessments.forms import AnswersForm, CriteriaForm, MarksForm, prompt_name
from assessments.models import AssignedCriterion, AssignedPrompt, Assignment, Scorer, Transition

GROUPS = [
    ("To do", ("returned", "overdue", "in_progress", "not_started")),
    ("Not open yet", ("planned",)),
    ("With your supervisor", ("waiting",)),
    ("Completed", ("completed",)),
    ("Withdrawn", ("withdrawn",)),
]


def with_people() -> QuerySet:
    return Assignment.objects.select_related(
        "owner__job_title", "owner__unit", "set_by", "assessor", "marked_by", "template"
    )


def grouped(work: Iterable[Assignment]) -> list[tuple[str, list[Assignment]]]:
    """The person's work under the headings that have any."""
    rows = list(work)
    parts = [(title, [one for one in rows if one.shown_as in shown]) for title, shown in GROUPS]
    return [(title, part) for title, part in parts if part]


def last_move(assignment: Assignment, to: str) -> Transition | None:
    """The latest move into a state, with its actor."""
    return assignment.transitions.filter(to_state=to).select_related("actor").last()


def progress(form: AnswersForm) -> dict[str, Any]:
    """How many criteria and prompts are answered, and the own score so far out of what was scored."""
    asked = [*form.criteria, *form.prompts]
    scored = [one.own_line for one in form.criteria if one.self_score is not None]
    return {
        "answered": sum(1 for one in asked if one.is_answered),
        "whole": len(asked),
        "own": scoring.total(scored),
        "own_of": scoring.maximum(scored),
    }


def competences_of(asked: Iterable[Any]) -> dict[str, Any]:
    """The competences of these criteria by how they are stored, each with its name."""
    return {one.value: one for one in named({value for one in asked for value in one.competences})}


def to_do(assignment: Assignment, criteria: list[AssignedCriterion]) -> list[AssignedCriterion]:
    """The criteria that need the trainee: on returned work those remarked on or blank, otherwise the blank ones."""
    if assignment.state == states.RETURNED:
        return [one for one in criteria if one.needs_work or not one.is_answered]
    return [one for one in criteria if not one.is_answered]


def answers_form(assignment: Assignment, data: Any = None) -> AnswersForm:
    """Bound to `data`, or showing the stored draft."""
    criteria, prompts = list(assignment.criteria.all()), list(assignment.prompts.all())
    initial = answers_of(assignment, criteria=criteria, prompts=prompts)
    has_general = not prompts or bool(assignment.response)
    return AnswersForm(criteria, data, prompts=prompts, has_general=has_general, initial=initial)


def answers_of(
    assignment: Assignment, *, criteria: Iterable[AssignedCriterion], prompts: Iterable[AssignedPrompt]
) -> dict[str, Any]:
    """The stored draft as initial values of an AnswersForm."""
    values: dict[str, Any] = {"general_response": assignment.response}
    for one in criteria:
        values |= {f"self_score-{one.order}": one.self_score, f"response-{one.order}": one.response}
    return values | {prompt_name(one): one.response for one in prompts}


def said_in(form: AnswersForm, assignment: Assignment) -> dict[str, Any]:
    """What a valid form says, as `save_answers` takes it. Fields that were not sent at all stay as they are stored."""
    given = {name: form.cleaned_data[name] for name in form.fields if name in form.data}
    answers = {}
    for one in form.criteria:
        score, text = form.names(one)
        answers[one.order] = Answer(
            response=given.get(text, one.response), self_score=given.get(score, one.self_score)
        )
    return {
        "answers": answers,
        "response": given.get("general_response", assignment.response),
        "prompts": {one.order: given.get(prompt_name(one), one.response) for one in form.prompts},
    }


def answer_differences(assignment: Assignment, form: AnswersForm) -> list[dict[str, str]]:
    """Rows of the conflict part: what is stored now beside what was typed here."""
    stored = answers_of(assignment, criteria=assignment.criteria.all(), prompts=assignment.prompts.all())
    return _differing(form, stored)


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


def marks_in(form: MarksForm, assignment: Assignment) -> Marks:
    """What a valid form says, with the tokens of its screen. Fields that were not sent at all stay as they are stored."""
    given = {name: form.cleaned_data[name] for name in form.fields if name in form.data}
    found = {}
    for one in form.criteria:
        score, text = form.names(one)
        found[one.order] = Mark(
            score=given.get(score, one.draft_score), feedback=given.get(text, one.draft_feedback)
        )
    return Marks(
        by_order=found,
        overall_feedback=given.get("overall_feedback", assignment.draft_feedback),
        changed=form.data.get("changed"),
        digest=form.data.get("digest"),
    )


def notes_of(look: Scorer | None) -> dict[str, str]:
    """A scorer's own notes as initial values of a NotesForm."""
    return {"notes": look.notes, "changed": look.notes_token} if look else {"notes": "", "changed": ""}


def mark_differences(assignment: Assignment, form: MarksForm) -> list[dict[str, str]]:
    """The same for the scorer's side; a reason is stored nowhere before the return."""
    return _differing(form, marks_of(assignment))
