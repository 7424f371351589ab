"""Asking for a second mark, giving it, and noting what was agreed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments import states
from assessments.actions import Marks, NotAllowedNow
from assessments.models import AssignedCriterion, Assignment
from moderation import queries
from moderation.actions.refusals import SENT_BEFORE, NotNow
from moderation.models import SecondMark, Share
from notices.actions import notify
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused, Stale

ASK, GIVE, WITHDRAW, AGREE = (
    "moderation.ask_mark",
    "moderation.give_mark",
    "moderation.withdraw_mark",
    "moderation.agree_mark",
)
WITHDREW = "withdrew second mark"


@transaction.atomic
def ask_second(*, assignment: Assignment, actor: User, once: UUID, marker: User, blind: bool) -> SecondMark:
    """Ask somebody to mark what was submitted, a second time. The same `once` asks once.

    Raises PermissionDenied, NotAllowedNow unless it is submitted or completed, Refused with the reason beside `marker`, and
    for a `once` that asked somebody else or was taken back.
    """
    held = Assignment.objects.select_for_update(of=("self",)).select_related("owner").get(pk=assignment.pk)
    if not permissions.can(actor, ASK, held):
        raise PermissionDenied
    if done := held.second_marks.filter(once=once).first():
        if not done.is_live or (done.marker_id, done.blind) != (marker.pk, blind):
            raise Refused({"": SENT_BEFORE})
        return done
    if held.state not in (states.SUBMITTED, states.COMPLETED):
        raise NotAllowedNow(held)
    if refusal := why_not(held, marker, asker=actor, blind=blind):
        raise Refused({"marker": refusal})
    made = ask(held, marker, asker=actor, blind=blind, once=once)
    trail.record(actor, "asked for second mark", made)
    return made


def ask(held: Assignment, marker: User, *, asker: User, **values: Any) -> SecondMark:
    """Make the row and tell the marker; where it is blind they are not told by whom."""
    made = SecondMark.objects.create(assignment=held, marker=marker, asked_by=asker, **values)
    notify(
        kind="second_mark_asked",
        recipients=[marker],
        thing=made,
        event=f"{made.uid}:asked",
        actor=None if made.blind else asker,
    )
    return made


def why_not(held: Assignment, marker: User, *, asker: User, blind: bool) -> str:
    """Why this person cannot mark it second; empty when they can."""
    if marker.pk == held.owner_id:
        return f"{marker} cannot mark their own work; choose somebody else."
    if marker.pk == asker.pk:
        return "Nobody asks themselves for a second mark; choose a colleague."
    if not marker.is_active or not (marker.has_role("trainer") or held.owner_id in marker.supervised_ids):
        return f"{marker} is neither a trainer nor a supervisor of {held.owner}."
    if marker.pk in queries.first_markers(held):
        return f"{marker} has marked it first; choose somebody else."
    if held.second_marks.live().filter(marker=marker).exists():
        return f"{marker} was asked already."
    if blind and permissions.can(marker, states.SCORE, held):
        return (
            f"{marker} may score it and would see the first marks; choose somebody else, or do not ask blind."
        )
    return ""


@transaction.atomic
def save_second(*, mark: SecondMark, actor: User, marks: Marks) -> SecondMark:
    """Keep draft marks, which nobody else sees. Raises NotNow, Stale (a newer version or another window), Refused."""
    held = _hold(mark, actor=actor, action=GIVE)
    _check_open(held)
    if _write(held, marks):
        _keep(held)
        trail.record(actor, "drafted second mark", held)
    return held


@transaction.atomic
def finish_second(*, mark: SecondMark, actor: User, once: UUID, marks: Marks) -> SecondMark:
    """Sign exactly the version shown, every criterion scored. The same `once` is the same act; raises as `save_second`."""
    held = _hold(mark, actor=actor, action=GIVE)
    if held.done_key == once and not _write(held, replace(marks, changed=None, digest=None)):
        return held
    _check_open(held)
    _write(held, marks)
    missing = [
        one for one in held.assignment.criteria.all() if held.marks.get(str(one.uid), {}).get("score") is None
    ]
    if missing:
        raise Refused(
            {f"score-{one.order}": f"Give a score for {one.title} before you finish." for one in missing}
        )
    held.done_at, held.done_key = timezone.now(), once
    _keep(held)
    trail.record(actor, "gave second mark", held)
    notify(
        kind="second_mark_done",
        recipients=[held.asked_by] if held.asked_by else [],
        thing=held,
        event=f"{held.uid}:done",
        path=held.assignment.review_url,
    )
    return held


@transaction.atomic
def withdraw_second(*, mark: SecondMark, actor: User) -> SecondMark:
    """No longer ask for it; the marker is told. Twice is one act; raises NotNow once it is done, which is kept."""
    held = SecondMark.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=mark.pk)
    if not permissions.can(actor, ASK, held.assignment):
        raise PermissionDenied
    if not held.is_live:
        return held
    if held.is_done:
        raise NotNow("This second mark is done, and stays.")
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    trail.record(actor, WITHDREW, held)
    notify(
        kind="second_mark_withdrawn",
        recipients=[held.marker],
        thing=held,
        event=f"{held.uid}:withdrawn",
        actor=None if held.blind else actor,
        path=reverse("moderation:overview"),
    )
    return held


@transaction.atomic
def note_agreed(*, mark: SecondMark, actor: User, agreed: str, changed: str | None = None) -> SecondMark:
    """Keep what both came to; no score changes by it. Raises Stale when it was noted since `changed`."""
    held = _hold(mark, actor=actor, action=AGREE)
    if changed is not None and changed != held.agreed_token:
        raise Stale(held)
    if held.agreed != agreed:
        held.agreed, held.agreed_at, held.agreed_by = agreed, timezone.now(), actor
        held.save(update_fields=["agreed", "agreed_at", "agreed_by"])
        trail.record(actor, "noted agreed outcome", held, fields=["agreed"])
    return held


def _hold(mark: SecondMark, *, actor: User, action: str) -> SecondMark:
    """As stored now, with its work, both locked: no newer version comes between what is shown and what is signed."""
    work = (
        Assignment.objects.select_for_update(of=("self",)).select_related("owner").get(pk=mark.assignment_id)
    )
    held = SecondMark.objects.select_for_update(of=("self",)).get(pk=mark.pk)
    held.assignment = work
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    return held


def _check_open(held: SecondMark) -> None:
    if held.is_done:
        raise NotNow("You have finished this second mark already.")
    if not held.may_be_given:
        raise NotNow(f"This assessment is {held.assignment.get_state_display().lower()} now.")
    # Asked to score it, or paired with its owner, since: the first marks are open to them.
    if held.blind and permissions.can(held.marker, states.SCORE, held.assignment):
        raise NotNow(
            "You may score this work yourself now, so your mark would not be blind: have the request taken back."
        )


def _write(held: SecondMark, marks: Marks) -> bool:
    """Put the marks on it, unsaved; True when something differs. Raises Stale and Refused."""
    newer = marks.digest is not None and marks.digest != held.assignment.submission_hash
    if newer or (marks.changed is not None and marks.changed != held.changed_token):
        raise Stale(held)
    before = (held.marks, held.overall_feedback)
    held.marks = {
        str(one.uid): _checked(one, marks)
        for one in held.assignment.criteria.all()
        if one.order in marks.by_order
    }
    held.overall_feedback = marks.overall_feedback
    return before != (held.marks, held.overall_feedback)


def _checked(criterion: AssignedCriterion, marks: Marks) -> dict[str, Any]:
    mark = marks.by_order[criterion.order]
    if mark.score is not None and not 0 <= mark.score <= criterion.maximum:
        raise Refused({f"score-{criterion.order}": f"Choose a score from 0 to {criterion.maximum}."})
    return {"score": mark.score, "feedback": mark.feedback}


def _keep(held: SecondMark) -> None:
    held.marked_at = timezone.now()
    held.version, held.digest = held.assignment.version, held.assignment.submission_hash
    held.save()


def share_second(held: Assignment, share: Share, *, once: UUID) -> SecondMark | None:
    """Ask the next of the share's markers who can, blind; None where nobody can. `held` is locked by whoever submits it."""
    pool = list(share.markers.order_by("pk").prefetch_related("roles_held"))
    begin = share.second_marks.count() % len(pool) if pool else 0
    for marker in [*pool[begin:], *pool[:begin]]:
        if not why_not(held, marker, asker=share.asked_by, blind=True):
            made = ask(held, marker, asker=share.asked_by, blind=True, share=share, once=once)
            trail.record("system", "asked for second mark", made)
            return made
    return None
