"""Another attempt at work that was completed and not passed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.actions import moves
from assessments.models import Assignment
from notices.actions import notify
from people import permissions
from people.models import User

NONE_LEFT = "There is no attempt left: ask whoever set it whether it can be set to you again."


@transaction.atomic
def attempt_again(*, assignment: Assignment, actor: User, once: UUID) -> Assignment:
    """Open it once more, with the answers as they were and no marks. The same `once` again is the same act.

    What the attempt before came to stays in its transition, and what was handed in in its submissions. A due date that
    has passed was the first attempt's and goes. Whoever set it, and the trainer asked to score it, are told.
    Raises NotAllowedNow, and Refused when it was passed or none is left.
    """
    held, is_done = moves.begin(assignment, states.OPEN, actor=actor, action=states.ANSWER, once=once)
    if is_done:
        return held
    if not held.may_try_again:
        raise moves.Refused(
            {"": NONE_LEFT if held.passed is False else "Only what was not passed is attempted again."}
        )
    held.criteria.update(draft_score=None, draft_feedback="", score=None, feedback="")
    held.attempt += 1
    held.draft_feedback = held.overall_feedback = ""
    held.total = held.passed = held.marked_at = held.marked_by = None
    if held.due_on is not None and held.due_on < timezone.localdate():
        held.due_on = None
    moves.move(held, states.OPEN, actor=actor, once=once)
    named = [one for one in (held.set_by, held.assessor) if one and permissions.can(one, states.SCORE, held)]
    notify(
        kind="assessment_attempted",
        recipients=named,
        thing=held,
        event=f"{held.uid}:attempt:{held.attempt}",
        actor=actor,
        path=held.review_url,
    )
    return held
