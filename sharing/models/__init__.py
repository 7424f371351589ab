"""Items and who may read them; what is said about them."""

from sharing.models.comments import HIGHEST_SCORE, LONGEST_NAME, MOST_WORDS, Comment
from sharing.models.items import (
    COLLEAGUES,
    OPEN_TO_SUPERVISORS,
    RESTORE_DAYS,
    Audience,
    ClosedThread,
    Grant,
    Item,
    ItemQuerySet,
    Opened,
    SealableItem,
    ShareLink,
    opened_to,
)

__all__ = [
    "COLLEAGUES",
    "HIGHEST_SCORE",
    "LONGEST_NAME",
    "MOST_WORDS",
    "OPEN_TO_SUPERVISORS",
    "RESTORE_DAYS",
    "Audience",
    "ClosedThread",
    "Comment",
    "Grant",
    "Item",
    "ItemQuerySet",
    "Opened",
    "SealableItem",
    "ShareLink",
    "opened_to",
]
