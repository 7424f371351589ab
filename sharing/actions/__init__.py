"""What an owner does with any item, and what others say about it."""

from sharing.actions.commenting import (
    CommentRefused,
    Said,
    change_comment,
    close_thread,
    comment,
    open_thread,
    remove_comment,
    restore_comment,
)
from sharing.actions.items import (
    NobodyHere,
    count_view,
    delete_item,
    make_link,
    name_person,
    restore_item,
    revoke_link,
    set_audience,
    take_back_name,
)

__all__ = [
    "CommentRefused",
    "NobodyHere",
    "Said",
    "change_comment",
    "close_thread",
    "comment",
    "count_view",
    "delete_item",
    "make_link",
    "name_person",
    "open_thread",
    "remove_comment",
    "restore_comment",
    "restore_item",
    "revoke_link",
    "set_audience",
    "take_back_name",
]
