"""Items and who may read them; what is said about them, and reported; the privacy notice."""

from sharing.models.comments import HIGHEST_SCORE, LONGEST_NAME, MOST_WORDS, Comment
from sharing.models.items import (
    COLLEAGUES,
    OPEN_TO_SUPERVISORS,
    RESTORE_DAYS,
    Audience,
    ClosedThread,
    Findable,
    Grant,
    Hidden,
    Item,
    ItemQuerySet,
    Opened,
    SealableItem,
    ShareLink,
    opened_to,
    with_marks,
)
from sharing.models.privacy import MOST_NOTICE, Agreement, PrivacyNotice
from sharing.models.reports import COMMENT, MOST_SAID, Report

__all__ = [
    "COLLEAGUES",
    "COMMENT",
    "HIGHEST_SCORE",
    "LONGEST_NAME",
    "MOST_NOTICE",
    "MOST_SAID",
    "MOST_WORDS",
    "OPEN_TO_SUPERVISORS",
    "RESTORE_DAYS",
    "Agreement",
    "Audience",
    "ClosedThread",
    "Comment",
    "Findable",
    "Grant",
    "Hidden",
    "Item",
    "ItemQuerySet",
    "Opened",
    "PrivacyNotice",
    "Report",
    "SealableItem",
    "ShareLink",
    "opened_to",
    "with_marks",
]
