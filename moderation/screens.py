"""What the screens show: a second marker's form in and out, and how much of a second mark its reader may see."""

from typing import Any

from django.forms import Form

from assessments.actions import Mark
from assessments.forms import MarksForm
from assessments.models import AssignedCriterion, Submission
from moderation import queries
from moderation.models import SecondMark
from people.models import User
from people.permissions import can


def marks_of(mark: SecondMark, criteria: list[AssignedCriterion]) -> dict[str, Any]:
    """The stored second marks as initial values of a MarksForm."""
    values: dict[str, Any] = {"overall_feedback": mark.overall_feedback}
    for one in criteria:
        held = mark.marks.get(str(one.uid), {})
        values |= {f"score-{one.order}": held.get("score"), f"feedback-{one.order}": held.get("feedback", "")}
    return values


def marks_in(form: MarksForm, mark: SecondMark) -> dict[int, Mark]:
    """What a valid form says. Fields that were not sent at all are left as they are stored."""
    stored = marks_of(mark, form.criteria)

    def said(name: str) -> Any:
        return form.cleaned_data[name] if name in form.data else stored[name]

    return {one.order: Mark(*(said(name) for name in form.names(one))) for one in form.criteria}


def differing(form: Form, stored: dict[str, Any]) -> list[dict[str, str]]:
    """Rows of the conflict part: what is stored now beside what was typed here."""
    rows = [
        {
            "label": form.label_of(name) if hasattr(form, "label_of") else str(form.fields[name].label),
            "stored": _shown(held),
            "yours": _shown(form.cleaned_data.get(name)),
        }
        for name, held in stored.items()
        if name in form.fields
    ]
    return [row for row in rows if row["stored"] != row["yours"]]


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def marking_rows(form: MarksForm, mark: SecondMark, submission: Submission | None) -> list[dict[str, Any]]:
    """Each criterion with the answer as it was frozen, the fields to mark it, and what stands there when it is done."""
    answers = {one["uid"]: one for one in submission.snapshot["criteria"]} if submission else {}
    return [
        row
        | {
            "answer": answers.get(str(row["criterion"].uid)),
            "given": mark.marks.get(str(row["criterion"].uid), {}),
        }
        for row in form.rows()
    ]


def as_seen(member: User, mark: SecondMark) -> dict[str, Any]:
    """How a scorer of the work sees one second mark: who gives it, unless that is hidden yet, and what came of it."""
    shown = can(member, "moderation.compare_mark", mark)
    return {
        "mark": mark,
        "names_marker": shown or names_marker(member, mark),
        "comparison": queries.compared(mark) if shown else None,
        "may_withdraw": not mark.is_done and can(member, "moderation.withdraw_mark", mark),
    }


def names_marker(member: User, mark: SecondMark) -> bool:
    """Whether this scorer is told who marks second: where it is blind, only who asked, until the marks may be seen."""
    return not mark.blind or mark.asked_by_id == member.pk or can(member, "moderation.compare_mark", mark)


def feedback_of(mark: SecondMark) -> list[tuple[str, str]]:
    """What the second marker wrote under each criterion, by its title; those with nothing left out."""
    said = [
        (one.title, mark.marks.get(str(one.uid), {}).get("feedback", ""))
        for one in mark.assignment.criteria.all()
    ]
    return [(title, text) for title, text in said if text.strip()]
