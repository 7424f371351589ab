"""What can be done to an activity. Nothing else writes one."""

from activities.actions.changes import Undone, undo_change
from activities.actions.competences import held_competences, replace_competences
from activities.actions.entries import carry_entry, write_entry
from activities.actions.evidence import attach_evidence, detach_evidence, follow_evidence
from activities.actions.log import change_activity, duplicate_activity, give_activity, log_activity
from activities.actions.many import Outcome, change_many, most_at_once
from activities.actions.repeat import MOST_REPEATS, RepeatRefused, days_taken, repeat_activity
from activities.actions.split import MOST_PARTS, Part, SplitRefused, check_parts, split_activity
from activities.actions.verification import (
    VerificationRefused,
    refresh_verification,
    verify_activity,
    withdraw_verification,
)
from sharing.refusals import ReferenceTaken, Stale, TooLate

__all__ = [
    "MOST_PARTS",
    "MOST_REPEATS",
    "Outcome",
    "Part",
    "ReferenceTaken",
    "RepeatRefused",
    "SplitRefused",
    "Stale",
    "TooLate",
    "Undone",
    "VerificationRefused",
    "attach_evidence",
    "carry_entry",
    "change_activity",
    "change_many",
    "check_parts",
    "days_taken",
    "detach_evidence",
    "duplicate_activity",
    "follow_evidence",
    "give_activity",
    "held_competences",
    "log_activity",
    "most_at_once",
    "refresh_verification",
    "repeat_activity",
    "replace_competences",
    "split_activity",
    "undo_change",
    "verify_activity",
    "withdraw_verification",
    "write_entry",
]
