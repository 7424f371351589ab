"""The states of a task, who may move it between them, and what it looks like on a day. Pure: no ORM, no clock.

The words that a state is shown by are those of assessments.
"""

from datetime import date

from assessments import states as assessed
from assessments.states import COMPLETED, OPEN, RETURNED, WITH_TRAINEE, WITHDRAWN

DONE = "done"
STATES = [
    (OPEN, "Open"),
    (DONE, "Done, waiting for approval"),
    (RETURNED, "Sent back"),
    (COMPLETED, "Completed"),
    (WITHDRAWN, "Withdrawn"),
]
# To do: the only states in which its owner may hand it in.
WITH_OWNER = WITH_TRAINEE

DO = "duties.do_task"
APPROVE = "duties.approve_task"
WITHDRAW = "duties.withdraw_task"
CHANGE = "duties.change_task"

# (from, to): the permission that whoever moves it must have. Tasks that somebody approves, and those that end with done.
APPROVED: dict[tuple[str, str], str] = {
    (OPEN, DONE): DO,
    (RETURNED, DONE): DO,
    # Taken back by its owner before anybody has looked.
    (DONE, OPEN): DO,
    (DONE, COMPLETED): APPROVE,
    (DONE, RETURNED): APPROVE,
    (COMPLETED, RETURNED): APPROVE,
    (OPEN, WITHDRAWN): WITHDRAW,
    (DONE, WITHDRAWN): WITHDRAW,
    (RETURNED, WITHDRAWN): WITHDRAW,
}
UNAPPROVED: dict[tuple[str, str], str] = {
    (OPEN, COMPLETED): DO,
    (COMPLETED, OPEN): DO,
    (OPEN, WITHDRAWN): WITHDRAW,
}
HANDED_IN = {(OPEN, DONE), (RETURNED, DONE), (OPEN, COMPLETED)}


def moves_of(*, needs_approval: bool) -> dict[tuple[str, str], str]:
    return APPROVED if needs_approval else UNAPPROVED


def can_move(state: str, to: str, *, needs_approval: bool) -> bool:
    return (state, to) in moves_of(needs_approval=needs_approval)


def done_as(*, needs_approval: bool) -> str:
    """The state that a task is in once its owner has done it."""
    return DONE if needs_approval else COMPLETED


def is_overdue(*, state: str, due_on: date | None, today: date) -> bool:
    return assessed.is_overdue(state=state, due_on=due_on, today=today)


def shown_as(*, state: str, due_on: date | None, today: date) -> str:
    """One of not_started, overdue, waiting, returned, completed, withdrawn."""
    if state == DONE:
        return "waiting"
    return assessed.shown_as(state=state, due_on=due_on, is_begun=False, today=today)
