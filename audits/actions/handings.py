"""Verbs about handed packs: the only writers of a handing's state. The assessor acts without an account."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from audits.models import Handing, Letter, Remark
from notices.actions import notify
from people import trail
from people.models import User
from registers.models import FrozenPack, Renewal
from tenants import jobs

REGISTRAR = "registrar"
DAYS_OPEN = 30
MOST_DAYS = 180
# Packs of one person that lie open with assessors at once, and what may be said over one.
MOST_OPEN = 12
MOST_REMARKS = 60
LETTERS_A_DAY = 5
HANDING_FIELDS = (
    "assessor_name", "assessor_email", "body", "note", "expires_on", "shows_name", "shows_number", "with_evidence",
)  # fmt: skip


class DeskRefused(ValueError):
    """It cannot be done as things stand; the message is a sentence for the screen."""


def last_day(today: date) -> date:
    return today + timedelta(days=MOST_DAYS)


@transaction.atomic
def hand_over(*, frozen: FrozenPack, actor: User, values: dict[str, Any], once: uuid.UUID) -> Handing:
    """Hand a declared pack to an assessor and send them its link. The same key again is the same act.

    `values` by HANDING_FIELDS. Raises DeskRefused for a withdrawn pack, too many open ones, or one's own address.
    """
    User.objects.select_for_update().get(pk=actor.pk)
    if done := Handing.objects.filter(once=once, owner=actor).first():
        return done
    if Handing.objects.filter(once=once).exists():
        raise DeskRefused("This form has been sent before: open it again.")
    if frozen.renewal.state != Renewal.State.DECLARED:
        raise DeskRefused("Only a declared pack can be handed over; this one was withdrawn.")
    if values["assessor_email"].lower() == actor.email.lower():
        raise DeskRefused("This is your own address. Give the assessor’s.")
    if Handing.objects.running().filter(owner=actor, outcome="").count() >= MOST_OPEN:
        raise DeskRefused(f"{MOST_OPEN} of your packs lie with assessors. Take one back first.")
    given = {name: values[name] for name in HANDING_FIELDS}
    handing = Handing.objects.create(owner=actor, frozen=frozen, once=once, **given)
    trail.record(actor, "handed over pack", handing)
    write(handing, Letter.Kind.HANDED)
    return handing


def write(handing: Handing, kind: str) -> Letter:
    """Put a letter to the assessor on the queue; its link is made when it is sent."""
    letter = Letter.objects.create(handing=handing, kind=kind)
    jobs.enqueue(connection.schema_name, "audits.letter", letter=letter.pk)
    return letter


@transaction.atomic
def send_again(*, handing: Handing, actor: User) -> Letter:
    """A new link by mail; the ones sent before open nothing any more. Raises DeskRefused when closed or too often."""
    stored = locked(handing)
    if not stored.is_open:
        raise DeskRefused("This link is over: hand the pack over again.")
    since = timezone.now() - timedelta(days=1)
    if stored.letters.filter(kind=Letter.Kind.HANDED, made_at__gte=since).count() >= LETTERS_A_DAY:
        raise DeskRefused("It was sent several times today. Try again tomorrow, or check the address.")
    stored.letters.filter(closed_at=None).update(closed_at=timezone.now())
    trail.record(actor, "sent pack link again", stored)
    return write(stored, Letter.Kind.HANDED)


@transaction.atomic
def take_back(*, handing: Handing, actor: User) -> Handing:
    """Close the link for good; what was asked and decided stays. Twice is one act."""
    stored = locked(handing)
    if stored.revoked_at is None:
        stored.revoked_at = timezone.now()
        stored.save(update_fields=["revoked_at"])
        trail.record(actor, "took back pack", stored)
    return stored


def count_view(*, handing: Handing) -> None:
    """One more time it was opened, and when; nothing about who."""
    Handing.objects.filter(pk=handing.pk).update(views=F("views") + 1, last_opened_at=timezone.now())


@transaction.atomic
def ask(
    *, handing: Handing, words: str, once: uuid.UUID, about: tuple[str, str] = ("", ""),
    parent: Remark | None = None,
) -> Remark:  # fmt: skip
    """The assessor asks, or says more under a question; the owner is told. `about`: a key of the pack and its title."""
    stored = locked(handing)
    if done := stored.remarks.filter(once=once).first():
        return done
    refuse_talk(stored, once)
    key, title = (parent.about, parent.about_title) if parent else about
    remark = stored.remarks.create(parent=parent, about=key, about_title=title[:250], words=words, once=once)
    trail.record(REGISTRAR, "asked about pack", stored)
    notify(kind="pack_asked", recipients=[stored.owner], thing=stored, event=f"{remark.uid}:asked")
    return remark


@transaction.atomic
def answer(*, handing: Handing, actor: User, question: Remark, words: str, once: uuid.UUID) -> Remark:
    """The owner answers; the assessor is written to, and sees it by the link."""
    stored = locked(handing)
    if done := stored.remarks.filter(once=once).first():
        return done
    refuse_talk(stored, once)
    remark = stored.remarks.create(
        parent=question, by_owner=True, about=question.about, about_title=question.about_title, words=words,
        once=once,
    )  # fmt: skip
    trail.record(actor, "answered about pack", stored)
    write(stored, Letter.Kind.ANSWERED)
    return remark


def refuse_talk(handing: Handing, once: uuid.UUID) -> None:
    if not handing.is_open or handing.is_decided:
        raise DeskRefused("This review is over: nothing more can be asked or answered.")
    if handing.remarks.count() >= MOST_REMARKS:
        raise DeskRefused(f"{MOST_REMARKS} questions and answers are as many as one review holds.")
    if Remark.objects.filter(once=once).exists():
        raise DeskRefused("This form has been sent before: open the page again.")


@transaction.atomic
def decide(
    *, handing: Handing, values: dict[str, Any], points: list[dict[str, str]], once: uuid.UUID
) -> Handing:
    """The assessor's outcome with reasons, final. `values`: outcome, overall, decided_by, decided_role.

    The same key again is the same act. Raises DeskRefused when closed or decided otherwise already.
    """
    stored = locked(handing)
    if stored.decided_once == once:
        return stored
    if stored.is_decided or not stored.is_open:
        raise DeskRefused("An outcome has been given already, or the link is over: nothing was changed.")
    if Handing.objects.filter(decided_once=once).exists():
        raise DeskRefused("This form has been sent before: open the page again.")
    fields = ("outcome", "overall", "decided_by", "decided_role")
    for name in fields:
        setattr(stored, name, values[name])
    stored.points, stored.decided_at, stored.decided_once = points, timezone.now(), once
    stored.save(update_fields=[*fields, "points", "decided_at", "decided_once"])
    trail.record(REGISTRAR, "decided on pack", stored, fields=["outcome"])
    notify(kind="pack_decided", recipients=[stored.owner], thing=stored, event=f"{stored.uid}:decided")
    return stored


def locked(handing: Handing) -> Handing:
    rows = Handing.objects.select_for_update(of=("self",)).select_related("owner", "frozen__renewal")
    return rows.get(pk=handing.pk)
