"""What the page of an item shows of what is said about it."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string

from people.middleware import writer_mark
from people.permissions import can
from people.predicates import keeps_thread, wrote
from sharing.actions.commenting import SCORED_KIND
from sharing.forms_comments import CommentForm
from sharing.models import Audience, Comment
from sharing.queries import comments_on


@dataclass
class Thread:
    """A comment with its replies, all of which bear `is_own`, `may_remove`, `may_report` and so on of who looks."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def all(self) -> list[Comment]:
        return [self.first, *self.replies]


def first_form(
    request: HttpRequest, kind: str, item: Any, *, sent: QueryDict | None = None, **more: Any
) -> CommentForm:
    scores = kind == SCORED_KIND and can(request.user, "sharing.score_in_comment", item)
    return CommentForm(sent, item=item, member=request.user, scores=scores, **more)


def threads_of(item: Any, member: Any) -> list[Thread]:
    """What this member may read, each first comment with what answers it; two queries, however much is said."""
    threads: dict[int, Thread] = {}
    for one in comments_on(item, member):
        # As the table has it: to ask it of each would look each time for the item that all of them are shown on.
        one.is_own = wrote(member, one)
        one.may_remove = one.is_own or keeps_thread(member, one)
        one.is_shut = one.is_hidden and not one.is_own
        one.may_report = not (one.is_own or one.is_shut or one.removed_at)
        one.may_restore = one.removed_at is not None and one.removed_by_id == member.pk
        if one.reply_to_id is None:
            threads[one.pk] = Thread(one)
        elif one.reply_to_id in threads:
            threads[one.reply_to_id].replies.append(one)
    return list(threads.values())


def panel(request: HttpRequest, kind: str, item: Any) -> str:
    """Safe HTML for the page of an item: what is said, and where to say something; "" where there is neither."""
    member = request.user
    may_comment = can(member, "sharing.comment_on", item)
    threads = threads_of(item, member) if member.pk else []
    if not threads and not may_comment:
        return ""
    is_owner = item.owner_id == member.pk
    context = {
        "kind": kind,
        "item": item,
        "threads": threads,
        "may_comment": may_comment,
        "form": first_form(request, kind, item) if may_comment else None,
        "is_owner": is_owner,
        # Only where others than supervisors may read it is there anything to close.
        "may_close": is_owner and item.audience not in (Audience.ONLY_ME, Audience.SUPERVISORS),
        "is_closed": is_owner and not item.takes_comments,
        "writer": writer_mark(member),
    }
    return render_to_string("sharing/thread_panel.html", context, request=request)
