"""What the scoring screen shows: each answer with what changed since this scorer last looked, the total so far, attempts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from assessments import changes, scoring, states
from assessments.forms import MarksForm
from assessments.models import AssignedCriterion, Assignment, Submission, Transition


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


def whole_rows(*, last: Submission | None, before: Submission | None) -> list[dict[str, Any]]:
    """What was said about the whole: label, answer and how it changed; only what was asked or said."""
    if last is None:
        return []
    earlier = (
        {one["uid"]: one["response"] for one in changes.whole_answers(before.snapshot)} if before else {}
    )
    rows = []
    for answer in changes.whole_answers(last.snapshot):
        was = earlier.get(answer["uid"], "")
        change = changes.AnswerChange(changes.compare_words(was, answer["response"])) if before else None
        if answer["label"] or answer["response"].strip() or was.strip():
            rows.append({"answer": answer, "change": change if change and change.is_changed else None})
    return rows


def standing(work: Assignment, criteria: Iterable[AssignedCriterion]) -> str:
    """What the draft scores as they are stored come to, in a sentence."""
    return scoring.standing([one.draft_line for one in criteria], work.rule)


def earlier_attempts(work: Assignment, moves: Iterable[Transition]) -> list[Transition]:
    """The completion that ended each attempt before this one, with the marks it kept."""
    ended = {one.attempt: one for one in moves if one.to_state == states.COMPLETED}
    return [one for number, one in sorted(ended.items()) if number < work.attempt]


def marks_before(earlier: list[Transition]) -> dict[UUID, dict[str, Any]]:
    """What the attempt before this one was given for each criterion, by its uid."""
    return {UUID(one["uid"]): one for one in earlier[-1].marks["criteria"]} if earlier else {}
