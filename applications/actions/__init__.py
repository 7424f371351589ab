"""What can be done with an application. Nothing else writes one, its statements, links, supporters or what was sent."""

from applications.actions.keeping import (
    ApplicationRefused,
    choose_route,
    copy_application,
    locked_draft,
    start_application,
    take_over_edition,
    write_statement,
)
from applications.actions.linking import change_link, link_thing, unlink
from applications.actions.sending import record_outcome, reopen_application, submit_application
from applications.actions.supporting import (
    DAYS_OPEN,
    answer_support,
    ask_again,
    ask_supporter,
    find_supporter,
    revoke_supporter,
)
from sharing.refusals import Stale

__all__ = [
    "DAYS_OPEN", "ApplicationRefused", "Stale", "answer_support", "ask_again", "ask_supporter", "change_link",
    "choose_route", "copy_application", "find_supporter", "link_thing", "locked_draft", "record_outcome",
    "reopen_application", "revoke_supporter", "start_application", "submit_application", "take_over_edition", "unlink",
    "write_statement",
]  # fmt: skip
