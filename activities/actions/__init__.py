"""What can be done to an activity. Nothing else writes one."""

from activities.actions.log import (
    change_activity,
    delete_activity,
    duplicate_activity,
    log_activity,
    restore_activity,
)
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
    "change_activity",
    "delete_activity",
    "duplicate_activity",
    "log_activity",
    "refresh_verification",
    "restore_activity",
    "verify_activity",
    "withdraw_verification",
]
