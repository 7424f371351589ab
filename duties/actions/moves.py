"""The one writer of a task's state, and the checks that every act on it starts with."""

from duties import states
from duties.models import Task, TaskMove
from people import moves
from sharing.refusals import Refused

__all__ = ["NotAllowedNow", "Refused", "begin", "hold", "move"]


class NotAllowedNow(moves.NotAllowedNow):
    noun = "task"


MOVES = moves.Moves(
    model=Task,
    record=TaskMove,
    about="task",
    table=lambda task: states.moves_of(needs_approval=task.needs_approval),
    verbs={
        states.OPEN: "reopened task",
        states.DONE: "did task",
        states.RETURNED: "sent task back",
        states.COMPLETED: "completed task",
        states.WITHDRAWN: "withdrew task",
    },
    handed_in=("done_at", states.HANDED_IN),
    completed=states.COMPLETED,
    refusal=NotAllowedNow,
)
hold, begin, move = MOVES.hold, MOVES.begin, MOVES.move
