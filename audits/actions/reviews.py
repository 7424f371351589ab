"""Verbs about blind reviews. Nobody is assigned: a colleague accepts, reviews within REVIEW_DAYS, and sends."""

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from audits.blind import blind_facts, blind_lines
from audits.models import BlindReview, MockAudit, Volunteer
from audits.models.reviews import may_review
from audits.sealing import as_sealed_now
from notices.actions import notify
from people import trail
from people.models import User

REVIEW_DAYS = 14
# Reviews of one person that wait for somebody at once, and how many volunteers are told of one.
MOST_WAITING = 5
MOST_TOLD = 40
HERE = "/audits/reviews/"
DECLINED = "declined blind review"


class ReviewRefused(ValueError):
    """It cannot be done as things stand; the message is a sentence for the screen."""


@transaction.atomic
def volunteer(*, actor: User, willing: bool) -> None:
    """Say that one will review others blind, or no longer. Twice is one act."""
    if willing:
        Volunteer.objects.get_or_create(person=actor)
    else:
        Volunteer.objects.filter(person=actor).delete()
    trail.record(actor, "offered to review" if willing else "stopped reviewing", actor)


@transaction.atomic
def ask_review(
    *, mock: MockAudit, actor: User, once: uuid.UUID, invited: User | None = None,
    left_out: Collection[str] = (), providers: bool = False, evidence: bool = False,
) -> BlindReview:  # fmt: skip
    """Ask one colleague, or (without `invited`) all who offered. What they will see is fixed now. Raises ReviewRefused."""
    User.objects.select_for_update().get(pk=actor.pk)
    if done := BlindReview.objects.filter(once=once, owner=actor).first():
        return done
    if BlindReview.objects.filter(once=once).exists():
        raise ReviewRefused("This form has been sent before: open it again.")
    waiting = BlindReview.objects.filter(owner=actor, state__in=["asked", "accepted"])
    if waiting.count() >= MOST_WAITING:
        raise ReviewRefused(f"{MOST_WAITING} reviews of yours wait already. Withdraw one first.")
    review = BlindReview.objects.create(
        mock=mock,
        owner=actor,
        invited=invited,
        to_pool=invited is None,
        facts=blind_facts(
            as_sealed_now(mock.facts, actor), left_out=left_out, providers=providers, evidence=evidence
        ),
        lines=blind_lines(mock.lines),
        once=once,
    )
    trail.record(actor, "asked for blind review", review)
    told = [invited] if invited else willing(review)
    # No actor: the sentence must not name who asks.
    notify(kind="review_asked", recipients=told, thing=review, event=f"{review.uid}:asked", path=HERE)
    return review


def willing(review: BlindReview) -> list[User]:
    """Those to tell of a review that anybody may take: volunteers who could accept it."""
    people = User.objects.current().filter(pk__in=Volunteer.objects.values("person_id"))
    able = [one for one in people.prefetch_related("roles_held") if could_take(one, review)]
    return able[:MOST_TOLD]


def could_take(person: User, review: BlindReview) -> bool:
    return (
        may_review(person) and person.pk != review.owner_id and review.owner_id not in person.supervised_ids
    )


@transaction.atomic
def accept_review(*, review: BlindReview, actor: User) -> BlindReview:
    """Take it on: from now the reviewer, and nobody else, sees it, for REVIEW_DAYS. First come. Raises ReviewRefused."""
    stored = locked(review)
    if stored.reviewer_id == actor.pk and stored.state == BlindReview.State.ACCEPTED:
        return stored
    if not BlindReview.objects.offered_to(actor).filter(pk=stored.pk).exists():
        raise ReviewRefused(
            "Somebody else has taken this review, or it was withdrawn. Thank you all the same."
        )
    stored.reviewer, stored.state = actor, BlindReview.State.ACCEPTED
    stored.closes_on = timezone.localdate() + timedelta(days=REVIEW_DAYS)
    stored.save(update_fields=["reviewer", "state", "closes_on"])
    trail.record(actor, "accepted blind review", stored)
    tell_owner(stored, "accepted")
    return stored


@transaction.atomic
def decline_review(*, review: BlindReview, actor: User) -> BlindReview:
    """Who was asked by name says no; who accepted gives it back. Nobody asks why."""
    stored = locked(review)
    if stored.reviewer_id == actor.pk and stored.state == BlindReview.State.ACCEPTED:
        stored.reviewer, stored.closes_on = None, None
        stored.ticks, stored.overall = {}, ""
        stored.state = BlindReview.State.ASKED if stored.to_pool else BlindReview.State.DECLINED
    elif stored.invited_id == actor.pk and stored.state == BlindReview.State.ASKED:
        stored.state = BlindReview.State.DECLINED
    else:
        return stored
    stored.save(update_fields=["reviewer", "closes_on", "ticks", "overall", "state"])
    trail.record(actor, DECLINED, stored)
    if stored.state == BlindReview.State.DECLINED:
        tell_owner(stored, "declined")
    return stored


@transaction.atomic
def write_review(
    *,
    review: BlindReview,
    actor: User,
    ticks: dict[str, Any],
    overall: str,
    send: bool = False,
    reveal: bool = False,
) -> BlindReview:
    """Keep the reviewer's ticks and words; `send` gives them to the owner and closes the reviewer's access for good.

    Raises ReviewRefused for whoever did not accept it, or after its day.
    """
    stored = locked(review)
    if stored.state == BlindReview.State.SENT and stored.reviewer_id == actor.pk:
        return stored
    if not stored.reviewed_by(actor):
        raise ReviewRefused("The days for this review are over.")
    stored.ticks, stored.overall, stored.reviewer_reveals = ticks, overall, reveal
    if send:
        stored.state, stored.sent_at = BlindReview.State.SENT, timezone.now()
    stored.save(update_fields=["ticks", "overall", "reviewer_reveals", "state", "sent_at"])
    trail.record(actor, "sent blind review" if send else "wrote blind review", stored)
    if send:
        tell_owner(stored, "sent")
    return stored


@transaction.atomic
def withdraw_review(*, review: BlindReview, actor: User) -> BlindReview:
    """The owner takes it back: whoever reviews it sees it no more, and what they had begun to write is kept nowhere.

    What was sent stays the owner's to read.
    """
    stored = locked(review)
    if stored.can_be_withdrawn:
        stored.state, stored.ticks, stored.overall = BlindReview.State.WITHDRAWN, {}, ""
        stored.save(update_fields=["state", "ticks", "overall"])
        trail.record(actor, "withdrew blind review", stored)
    return stored


@transaction.atomic
def thank(*, review: BlindReview, actor: User, reveal: bool) -> BlindReview:
    """The owner's thanks reach the reviewer once; with `reveal` the owner's name is known where the reviewer's is too."""
    stored = locked(review)
    if stored.state != BlindReview.State.SENT or stored.thanked_at:
        return stored
    stored.thanked_at, stored.owner_reveals = timezone.now(), reveal
    stored.save(update_fields=["thanked_at", "owner_reveals"])
    trail.record(actor, "thanked for blind review", stored)
    told = [stored.reviewer] if stored.reviewer else []
    notify(kind="review_thanked", recipients=told, thing=stored, event=f"{stored.uid}:thanked", path=HERE)
    return stored


def tell_owner(review: BlindReview, what: str) -> None:
    """No actor: the sentence must not name who reviews."""
    event = f"{review.uid}:{what}:{review.closes_on or ''}"
    notify(kind=f"review_{what}", recipients=[review.owner], thing=review, event=event)


def locked(review: BlindReview) -> BlindReview:
    return BlindReview.objects.select_for_update(of=("self",)).select_related("owner").get(pk=review.pk)
