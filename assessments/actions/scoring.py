"""The scorer's side: draft marks, return, complete. Nothing here writes a word of the trainee's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments import scoring, states
from assessments.actions import moves
from assessments.models import AssignedCriterion, Assignment
from lib.formats import figure
from notices.actions import notify
from people import trail
from people.models import User
from sharing.refusals import Stale

DRAFTS = ["draft_score", "draft_feedback"]


@dataclass(frozen=True)
class Mark:
    """A score (None while there is none; 0 is a score) and feedback on one criterion."""

    score: int | None = None
    feedback: str = ""


@dataclass(frozen=True)
class Marks:
    """Everything a scorer wrote on one screen. `by_order` is by the criterion's number.

    `changed` is the token of the screen, `digest` the hash of the submission that it showed; None for a caller without one.
    """

    by_order: Mapping[int, Mark] = field(default_factory=dict)
    overall_feedback: str = ""
    changed: str | None = None
    digest: str | None = None


@transaction.atomic
def save_marks(*, assignment: Assignment, actor: User, marks: Marks) -> Assignment:
    """Keep draft marks; the trainee sees nothing of them. Raises NotAllowedNow unless submitted, Stale, Refused."""
    held = moves.hold(assignment, actor=actor, action=states.SCORE)
    if held.state != states.SUBMITTED:
        raise moves.NotAllowedNow(held)
    criteria = list(held.criteria.all())
    if _write_drafts(held, criteria, marks):
        AssignedCriterion.objects.bulk_update(criteria, DRAFTS)
        held.marked_at, held.marked_by = timezone.now(), actor
        held.save(update_fields=["draft_feedback", "marked_at", "marked_by"])
        trail.record_draft(actor, "drafted scores", held)
    return held


@transaction.atomic
def return_work(
    *, assignment: Assignment, actor: User, once: UUID, reason: str, marks: Marks | None = None
) -> Assignment:
    """Give submitted or completed work back with a reason, and show the trainee the marks so far.

    Work once completed is re-opened with the marks it has; `marks` are then ignored.
    """
    held, is_done = moves.begin(assignment, states.RETURNED, actor=actor, action=states.SCORE, once=once)
    if is_done:
        return held
    if not reason.strip():
        raise moves.Refused({"reason": "Say what to change, so that it can be put right."})
    criteria = list(held.criteria.all())
    if held.state == states.SUBMITTED and marks is not None:
        _write_drafts(held, criteria, marks)
        held.marked_at, held.marked_by = timezone.now(), actor
    held.passed = None
    released = _release(held, criteria, total=None)
    made = moves.move(held, states.RETURNED, actor=actor, once=once, reason=reason.strip(), marks=released)
    _tell_trainee(held, actor, f"returned:{made.pk}")
    return held


@transaction.atomic
def complete(*, assignment: Assignment, actor: User, once: UUID, marks: Marks | None = None) -> Assignment:
    """Sign exactly the version shown: every criterion scored, the total computed, all marks shown to the trainee."""
    held, is_done = moves.begin(assignment, states.COMPLETED, actor=actor, action=states.SCORE, once=once)
    if is_done:
        return held
    criteria = list(held.criteria.all())
    if marks is not None:
        _write_drafts(held, criteria, marks)
        held.marked_at, held.marked_by = timezone.now(), actor
    missing = [criterion for criterion in criteria if criterion.draft_score is None]
    if missing:
        words = "Give criterion {} a score before you complete it."
        raise moves.Refused({f"score-{one.order}": words.format(one.order) for one in missing})
    lines = [one.draft_line for one in criteria]
    held.passed = scoring.passed(lines, held.rule)
    released = _release(held, criteria, total=scoring.total(lines))
    moves.move(held, states.COMPLETED, actor=actor, once=once, marks=released)
    _tell_trainee(held, actor, f"completed:{held.version}:{once}")
    return held


def _write_drafts(held: Assignment, criteria: list[AssignedCriterion], marks: Marks) -> bool:
    """Put the marks on the criteria, unsaved; True when something differs. Raises Stale and Refused."""
    newer = marks.digest is not None and marks.digest != held.submission_hash
    if newer or (marks.changed is not None and marks.changed != held.marks_token):
        raise Stale(held)
    differs = held.draft_feedback != marks.overall_feedback
    for criterion in criteria:
        mark = marks.by_order.get(criterion.order)
        if mark is None:
            continue
        if mark.score is not None and not 0 <= mark.score <= criterion.maximum:
            raise moves.Refused(
                {f"score-{criterion.order}": f"Choose a score from 0 to {criterion.maximum}."}
            )
        differs |= (criterion.draft_score, criterion.draft_feedback) != (mark.score, mark.feedback)
        criterion.draft_score, criterion.draft_feedback = mark.score, mark.feedback
    held.draft_feedback = marks.overall_feedback
    return differs


def _release(held: Assignment, criteria: list[AssignedCriterion], *, total: Decimal | None) -> dict[str, Any]:
    """Save the drafts and show them to the trainee; returns them as the transition keeps them."""
    for criterion in criteria:
        criterion.score, criterion.feedback = criterion.draft_score, criterion.draft_feedback
    AssignedCriterion.objects.bulk_update(criteria, [*DRAFTS, "score", "feedback"])
    held.overall_feedback, held.total = held.draft_feedback, total
    return {
        "overall_feedback": held.overall_feedback,
        "total": figure(total) or None,
        "maximum": figure(held.maximum),
        "passed": held.passed,
        "digest": held.submission_hash,
        "criteria": [
            {
                "uid": str(one.uid),
                "order": one.order,
                "title": one.title,
                "score": one.score,
                "maximum": one.maximum,
                "feedback": one.feedback,
            }
            for one in criteria
        ],
    }


def _tell_trainee(held: Assignment, actor: User, what: str) -> None:
    notify(
        kind=f"assessment_{held.state}",
        recipients=[held.owner],
        thing=held,
        event=f"{held.uid}:{what}",
        actor=actor,
    )
