"""What can be done to a sign-off. Nothing else writes a request or a signature."""

from sharing.refusals import Stale
from signoffs.actions.answering import answer
from signoffs.actions.asking import (
    DAYS_OPEN,
    MOST_WAITING,
    Asked,
    SignoffRefused,
    ask,
    revoke,
    send_again,
)
from signoffs.actions.following import expire, follow_attachments, follow_library, look_again, look_again_at
from signoffs.actions.passing import MOST_CODES, MOST_TRIES, check_code, send_code, tries_left

__all__ = [
    "DAYS_OPEN",
    "MOST_CODES",
    "MOST_TRIES",
    "MOST_WAITING",
    "Asked",
    "SignoffRefused",
    "Stale",
    "answer",
    "ask",
    "check_code",
    "expire",
    "follow_attachments",
    "follow_library",
    "look_again",
    "look_again_at",
    "revoke",
    "send_again",
    "send_code",
    "tries_left",
]
