"""What is said about an item. The words are their author's; what a supervisor wrote, the owner cannot touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from notices.actions import notify
from people import permissions, trail
from people.models import User
from sharing.models import HIGHEST_SCORE, LONGEST_NAME, RESTORE_DAYS, ClosedThread, Comment
from sharing.queries import between
from sharing.refusals import Stale, TooLate

SCORED_KIND = "entry"
# Of one person who is neither the owner nor a supervisor, on all that they may read.
MOST_A_DAY = 30
SENT_BEFORE = "This form has sent a comment before. Your text is kept: send it again."


class CommentRefused(ValueError):
    """`field` is the box that is wrong, the message a sentence for the screen."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Said:
    """What one form says. `mentioned` are people of the pair whom it is meant for; `score` is a supervisor's."""

    words: str
    reach: str = Comment.Reach.BETWEEN
    score: int | None = None
    mentioned: Iterable[User] = ()


@transaction.atomic
def comment(
    *, kind: str, item: Any, actor: User, said: Said, once: UUID, reply_to: Comment | None = None
) -> Comment:
    """Say something about an item that the actor may read. The same `once` again is the same comment.

    A reply reaches as far as what it answers; a score stays between owner and supervisors. Raises PermissionDenied,
    and CommentRefused for a score or a mention that is not the actor's to give, for a `once` that said something else, and
    for a reader who has said MOST_A_DAY things today.
    """
    if not permissions.can(actor, "sharing.comment_on", item):
        raise PermissionDenied
    reply_to = reply_to and (reply_to.reply_to or reply_to)
    if done := _said_before(actor, once):
        if not _is_same(done, item=item, said=said, reply_to=reply_to):
            raise CommentRefused("", SENT_BEFORE)
        return done
    judges = permissions.can(actor, "sharing.score_in_comment", item)
    if reply_to is not None and not permissions.can(actor, "sharing.read_comment", reply_to):
        raise PermissionDenied
    if not judges and actor.pk != item.owner_id:
        _refuse_many(actor)
    made = Comment(
        kind=kind,
        object_uid=item.uid,
        owner=item.owner,
        author=actor,
        author_name=str(actor)[:LONGEST_NAME],
        as_supervisor=judges,
        reply_to=reply_to,
        reach=_reach(actor, item, said, judges=judges, reply_to=reply_to),
        words=said.words,
        score=_score(kind, said.score, judges=judges),
        once=once,
    )
    mentioned = _meant(actor, item, said, judges=judges)
    made.save(force_insert=True)
    made.mentioned.set(mentioned)
    trail.record(actor, "commented", item)
    _tell(made, item, mentioned)
    return made


def _said_before(actor: User, once: UUID) -> Comment | None:
    """What this key has said already. One at a time for one person: the second press of a button finds the first."""
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return Comment.objects.filter(author=actor, once=once).first()


def _is_same(done: Comment, *, item: Any, said: Said, reply_to: Comment | None) -> bool:
    """Pressed twice, and not another comment sent from a page that was gone back to."""
    same_place = done.object_uid == item.uid and done.reply_to_id == (reply_to.pk if reply_to else None)
    return same_place and (done.words == said.words or done.changed_at is not None)


def _refuse_many(actor: User) -> None:
    """So much a day as a reader; what was taken back since counts too."""
    as_reader = Comment.objects.filter(author=actor, as_supervisor=False).exclude(owner=actor)
    if as_reader.filter(at__date=timezone.localdate()).count() >= MOST_A_DAY:
        said = f"You have commented {MOST_A_DAY} times today, the most in a day. Your text is kept: send it tomorrow."
        raise CommentRefused("", said)


def _reach(actor: User, item: Any, said: Said, *, judges: bool, reply_to: Comment | None) -> str:
    """How far it is heard. Whoever is neither owner nor supervisor speaks before all readers, being one of them."""
    if reply_to is not None:
        return reply_to.reach
    if not judges and actor.pk != item.owner_id:
        return Comment.Reach.READERS
    return Comment.Reach.BETWEEN if said.score is not None else Comment.Reach(said.reach)


def _score(kind: str, score: int | None, *, judges: bool) -> int | None:
    if score is None:
        return None
    if not judges or kind != SCORED_KIND:
        raise CommentRefused("score", "Only a supervisor scores, and only a journal entry.")
    if not 0 <= score <= HIGHEST_SCORE:
        raise CommentRefused("score", f"Choose a score from 0 to {HIGHEST_SCORE}.")
    return score


def _meant(actor: User, item: Any, said: Said, *, judges: bool) -> list[User]:
    """Those mentioned: the owner and the supervisors name one another, and nobody else can be named."""
    mentioned = list(said.mentioned)
    allowed = {one.pk for one in between(item)} - {actor.pk}
    is_near = judges or actor.pk == item.owner_id
    if any(one.pk not in allowed for one in mentioned) or (mentioned and not is_near):
        raise CommentRefused("mentioned", "Only the owner and their supervisors can be mentioned.")
    return mentioned


def _tell(made: Comment, item: Any, mentioned: list[User]) -> None:
    """The owner; then whoever was mentioned, or has spoken in the thread and may read it still. Each once."""
    common: dict[str, Any] = {"thing": made, "event": f"{made.uid}:said", "actor": made.author}
    notify(kind="comment", recipients=[made.owner], **common)
    spoken = User.objects.filter(pk__in=_speakers(made)).prefetch_related("roles_held")
    others = {one.pk: one for one in [*mentioned, *spoken] if one.pk != made.owner_id}
    # The item is at hand, so that a long conversation asks no more of the database than a short one.
    heard = [one for one in others.values() if made.reaches(one) and item.opens_to(one)]
    notify(kind="comment_followed", recipients=heard, **common)


def _speakers(made: Comment) -> list[int]:
    if made.reply_to is None:
        return []
    said = Comment.objects.shown().filter(reply_to=made.reply_to).values_list("author_id", flat=True)
    return [pk for pk in [made.reply_to.author_id, *said] if pk is not None]


@transaction.atomic
def change_comment(*, comment: Comment, actor: User, words: str, changed: str | None = None) -> Comment:
    """Other words for one's own comment; it says that they were changed. Raises PermissionDenied, Stale."""
    held = _hold(comment, actor, "sharing.write_comment")
    if changed is not None and changed != held.changed_token:
        raise Stale(held)
    if held.words != words:
        held.words, held.changed_at = words, timezone.now()
        held.save(update_fields=["words", "changed_at"])
        trail.record(actor, "changed comment", held, fields=["words"])
    return held


@transaction.atomic
def remove_comment(*, comment: Comment, actor: User) -> Comment:
    """Its author takes it back, or the owner a reader's; its place says so while it has replies. Twice is one act."""
    held = _hold(comment, actor, "sharing.remove_comment")
    if held.removed_at is None:
        held.removed_at, held.removed_by = timezone.now(), actor
        held.save(update_fields=["removed_at", "removed_by"])
        trail.record(actor, "removed comment", held)
    return held


@transaction.atomic
def restore_comment(*, comment: Comment, actor: User) -> Comment:
    """Put back what the actor removed. Raises TooLate after RESTORE_DAYS days, PermissionDenied for another's doing."""
    held = _hold(comment, actor, "sharing.remove_comment")
    if held.removed_at is None:
        return held
    if held.removed_by_id != actor.pk:
        raise PermissionDenied
    if held.removed_at < timezone.now() - timedelta(RESTORE_DAYS):
        raise TooLate(f"What was removed can be put back for {RESTORE_DAYS} days.")
    held.removed_at = held.removed_by = None
    held.save(update_fields=["removed_at", "removed_by"])
    trail.record(actor, "restored comment", held)
    return held


def _hold(comment: Comment, actor: User, action: str) -> Comment:
    held = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    return held


@transaction.atomic
def close_thread(*, item: Any, actor: User) -> None:
    """Take comments on the item from the supervisors alone; what was said stays. Closing twice is one act."""
    _, is_new = ClosedThread.objects.get_or_create(object_uid=item.uid)
    if is_new:
        trail.record(actor, "closed comments", item)


@transaction.atomic
def open_thread(*, item: Any, actor: User) -> None:
    """Let every reader comment again."""
    gone, _ = ClosedThread.objects.filter(object_uid=item.uid).delete()
    if gone:
        trail.record(actor, "opened comments", item)
