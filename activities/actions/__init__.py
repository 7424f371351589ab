"""What can be done to an activity. Nothing else writes one."""

from activities.actions.evidence import attach_evidence, detach_evidence, follow_evidence
from activities.actions.log import change_activity, duplicate_activity, log_activity
from activities.actions.verification import (
    VerificationRefused,
    refresh_verification,
    verify_activity,
    withdraw_verification,
)
from sharing.refusals import ReferenceTaken, Stale

__all__ = [
    "ReferenceTaken",
    "Stale",
    "VerificationRefused",
    "attach_evidence",
    "change_activity",
    "detach_evidence",
    "duplicate_activity",
    "follow_evidence",
    "log_activity",
    "refresh_verification",
    "verify_activity",
    "withdraw_verification",
]
