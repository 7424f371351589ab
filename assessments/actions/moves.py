"""The one writer of an assignment's state, and the checks that every act on it starts with."""

from assessments import states
from assessments.models import Assignment, Transition
from people import moves
from sharing.refusals import Refused

__all__ = ["NotAllowedNow", "Refused", "begin", "hold", "move"]


class NotAllowedNow(moves.NotAllowedNow):
    noun = "assessment"


MOVES = moves.Moves(
    model=Assignment,
    record=Transition,
    about="assignment",
    table=lambda assignment: states.MOVES,
    verbs={
        states.OPEN: "began another attempt",
        states.SUBMITTED: "submitted assessment",
        states.RETURNED: "returned assessment",
        states.COMPLETED: "completed assessment",
        states.WITHDRAWN: "withdrew assessment",
    },
    handed_in=("submitted_at", states.HANDED_IN),
    completed=states.COMPLETED,
    refusal=NotAllowedNow,
    copied=("version", "attempt"),
)
hold, begin, move = MOVES.hold, MOVES.begin, MOVES.move
