"""Verbs of tasks. The only writers of a state or a note."""

from duties.actions.approving import approve_task, return_task
from duties.actions.changing import change_due, change_task, put_back_due
from duties.actions.doing import finish_task, reopen_task
from duties.actions.moves import NotAllowedNow, Refused
from duties.actions.setting import set_task, withdraw_task
from sharing.refusals import Stale

__all__ = [
    "NotAllowedNow",
    "Refused",
    "Stale",
    "approve_task",
    "change_due",
    "change_task",
    "finish_task",
    "put_back_due",
    "reopen_task",
    "return_task",
    "set_task",
    "withdraw_task",
]
