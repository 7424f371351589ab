"""Verbs of assessments: the library, setting work, answering, scoring. The only writers of states, answers and marks."""

from assessments.actions.answering import Answer, attach_evidence, save_answers, submit
from assessments.actions.library import CriterionText, copy_template, save_template
from assessments.actions.moves import NotAllowedNow, Refused
from assessments.actions.passing import pass_on_work
from assessments.actions.scoring import Mark, Marks, complete, return_work, save_marks
from assessments.actions.setting import assign, withdraw
from sharing.refusals import Stale

__all__ = [
    "Answer",
    "CriterionText",
    "Mark",
    "Marks",
    "NotAllowedNow",
    "Refused",
    "Stale",
    "assign",
    "attach_evidence",
    "complete",
    "copy_template",
    "pass_on_work",
    "return_work",
    "save_answers",
    "save_marks",
    "save_template",
    "submit",
    "withdraw",
]
