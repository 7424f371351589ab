"""Verbs of assessments: the library, setting work, answering, scoring. The only writers of states, answers and marks."""

from assessments.actions.answering import Answer, attach_evidence, save_answers, submit
from assessments.actions.attempting import attempt_again
from assessments.actions.extending import extend, take_back_extension
from assessments.actions.keeping import (
    archive_template,
    give_to_institution,
    restore_template,
    share_template,
)
from assessments.actions.library import copy_template, save_template
from assessments.actions.moves import NotAllowedNow, Refused
from assessments.actions.noting import note_seen, save_notes
from assessments.actions.passing import pass_on_work
from assessments.actions.reassigning import reassign
from assessments.actions.scoring import Mark, Marks, complete, return_work, save_marks
from assessments.actions.setting import assign, withdraw
from assessments.contents import Content, CriterionText, PromptText
from sharing.refusals import Stale

__all__ = [
    "Answer",
    "Content",
    "CriterionText",
    "Mark",
    "Marks",
    "NotAllowedNow",
    "PromptText",
    "Refused",
    "Stale",
    "archive_template",
    "assign",
    "attach_evidence",
    "attempt_again",
    "complete",
    "copy_template",
    "extend",
    "give_to_institution",
    "note_seen",
    "pass_on_work",
    "reassign",
    "restore_template",
    "return_work",
    "save_answers",
    "save_marks",
    "save_notes",
    "save_template",
    "share_template",
    "submit",
    "take_back_extension",
    "withdraw",
]
