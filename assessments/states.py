"""The states of an assessment, who may move it between them, and what it looks like on a day. Pure: no ORM, no clock.

*Not started*, *in progress*, *overdue* and *waiting* are read off the state, the due date and the draft; never stored.
"""

from datetime import date

OPEN = "open"
SUBMITTED = "submitted"
RETURNED = "returned"
COMPLETED = "completed"
WITHDRAWN = "withdrawn"
STATES = [
    (OPEN, "Open"),
    (SUBMITTED, "Submitted"),
    (RETURNED, "Returned"),
    (COMPLETED, "Completed"),
    (WITHDRAWN, "Withdrawn"),
]
# With the trainee: the only states in which their words may change.
WITH_TRAINEE = (OPEN, RETURNED)

ANSWER = "assessments.answer_assignment"
SCORE = "assessments.score_assignment"
WITHDRAW = "assessments.withdraw_assignment"

# (from, to): the permission that whoever moves it must have.
MOVES: dict[tuple[str, str], str] = {
    (OPEN, SUBMITTED): ANSWER,
    (RETURNED, SUBMITTED): ANSWER,
    (SUBMITTED, RETURNED): SCORE,
    (SUBMITTED, COMPLETED): SCORE,
    (COMPLETED, RETURNED): SCORE,
    # Another attempt: only where `may_try_again`.
    (COMPLETED, OPEN): ANSWER,
    (OPEN, WITHDRAWN): WITHDRAW,
    (SUBMITTED, WITHDRAWN): WITHDRAW,
    (RETURNED, WITHDRAWN): WITHDRAW,
}
HANDED_IN = {(OPEN, SUBMITTED), (RETURNED, SUBMITTED)}


def can_move(state: str, to: str) -> bool:
    return (state, to) in MOVES


def may_try_again(*, state: str, passed: bool | None, attempt: int, allowed: int) -> bool:
    """Completed and not passed, while attempts are left. Coming back after a return is no new attempt."""
    return state == COMPLETED and passed is False and attempt < allowed


def is_overdue(*, state: str, due_on: date | None, today: date) -> bool:
    """Late only while it is with the trainee: work handed in on time does not turn overdue on a desk."""
    return state in WITH_TRAINEE and due_on is not None and due_on < today


def is_early(*, state: str, opens_on: date | None, today: date) -> bool:
    """Before its first day nothing is answered."""
    return state == OPEN and opens_on is not None and opens_on > today


def shown_as(
    *, state: str, due_on: date | None, is_begun: bool, today: date, opens_on: date | None = None
) -> str:
    """One of planned (not open yet), not_started, in_progress, overdue, waiting, returned, completed, withdrawn."""
    if is_early(state=state, opens_on=opens_on, today=today):
        return "planned"
    if is_overdue(state=state, due_on=due_on, today=today):
        return "overdue"
    if state == OPEN:
        return "in_progress" if is_begun else "not_started"
    return "waiting" if state == SUBMITTED else state
