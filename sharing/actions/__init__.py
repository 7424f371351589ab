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
    set_findable,
    take_back_name,
)
from sharing.actions.privacy import agree, publish_notice
from sharing.actions.reporting import (
    OtherReport,
    close_to_admins,
    hide_reported,
    open_to_admins,
    report,
    settle_report,
    show_reported,
)

__all__ = [
    "CommentRefused",
    "NobodyHere",
    "OtherReport",
    "Said",
    "agree",
    "change_comment",
    "close_thread",
    "close_to_admins",
    "comment",
    "count_view",
    "delete_item",
    "hide_reported",
    "make_link",
    "name_person",
    "open_thread",
    "open_to_admins",
    "publish_notice",
    "remove_comment",
    "report",
    "restore_comment",
    "restore_item",
    "revoke_link",
    "set_audience",
    "set_findable",
    "settle_report",
    "show_reported",
    "take_back_name",
]
