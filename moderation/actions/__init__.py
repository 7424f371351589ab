"""Verbs of moderation. None of them changes a first mark, a state or a word of the work itself."""

from moderation.actions.calibrating import (
    close_set,
    delete_set,
    make_set,
    open_set,
    rate,
    remove_exemplar,
    save_exemplar,
)
from moderation.actions.marking import ask_second, finish_second, note_agreed, save_second, withdraw_second
from moderation.actions.refusals import NotNow
from moderation.actions.sharing import begin_share, end_share, sample_submitted

__all__ = [
    "NotNow",
    "ask_second",
    "begin_share",
    "close_set",
    "delete_set",
    "end_share",
    "finish_second",
    "make_set",
    "note_agreed",
    "open_set",
    "rate",
    "remove_exemplar",
    "sample_submitted",
    "save_exemplar",
    "save_second",
    "withdraw_second",
]
