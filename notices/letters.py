"""Mails to people without an account: each at most once, with a key of its own that is made as it is sent.

A room registers its kinds of letter in `ready()`. A job carries a number, the row a digest: the key is in the mail alone,
and a failed send is tried again with another key.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from lib import throttles
from lib.digests import digest_of_key
from notices.mails import message
from notices.models import Letter
from people.models import User
from tenants import jobs

DAY = 24 * 60 * 60
# Letters that one person may have sent in a day, and that one address may be sent, whoever asks.
MOST_A_DAY = 20
MOST_TO_ONE = 10


class TooMany(ValueError):
    """No more letters today; the message says so in words for the screen."""


def link_key(about: UUID) -> tuple[str, str]:
    """A key nobody can guess, for an address, and what is kept of it."""
    key = secrets.token_urlsafe(32)
    return key, digest_of_key(key)


@dataclass(frozen=True)
class LetterKind:
    """`compose(about, key)` makes the mail about the thing with this uid; None when it is no longer wanted.

    `make_key(about)` gives a key and the digest that is kept; None for a letter that carries no key.
    """

    compose: Callable[[UUID, str], EmailMultiAlternatives | None]
    make_key: Callable[[UUID], tuple[str, str]] | None = link_key


KINDS: dict[str, LetterKind] = {}


@dataclass(frozen=True)
class Words:
    """What a plain letter says: paragraphs, and where its one link leads with the words to press."""

    greeting: str
    paragraphs: list[str]
    link: str = ""
    action: str = ""
    after: list[str] = field(default_factory=list)


def register(kind: str, compose: Callable[..., Any], **more: Any) -> None:
    KINDS[kind] = LetterKind(compose, **more)


def allow(sender: User, address: str) -> None:
    """Count one more letter to this address. Raises TooMany for a sender or an address that has had enough today."""
    if throttles.count("letters-from", str(sender.uid), seconds=DAY) > MOST_A_DAY:
        raise TooMany(f"{MOST_A_DAY} mails were sent for you today. Ask the others tomorrow.")
    if throttles.count("letters-to", address.lower(), seconds=DAY) > MOST_TO_ONE:
        raise TooMany("This address has been sent several mails from here today. Try again tomorrow.")


def write(kind: str, about: UUID) -> Letter:
    """Put a letter about this thing on the queue. Links sent before stay open: see `close`."""
    if kind not in KINDS:
        raise KeyError(kind)
    letter = Letter.objects.create(kind=kind, about=about)
    jobs.enqueue(connection.schema_name, "notices.letter", letter=letter.pk)
    return letter


def close(about: UUID, *kinds: str) -> None:
    """The keys sent for this thing open nothing any more, and what waits is not sent."""
    Letter.objects.filter(about=about, kind__in=kinds, closed_at=None).update(closed_at=timezone.now())


def sent_with(digest: str, *kinds: str) -> QuerySet:
    """The letter that carries the key with this digest, closed or not: one at most."""
    return Letter.objects.filter(digest=digest, kind__in=kinds).order_by()


def opened_by(digest: str, *kinds: str) -> QuerySet:
    """Uids, as a queryset of one column, of what the key with this digest was sent for and still stands for."""
    return sent_with(digest, *kinds).filter(closed_at=None).values("about")


def send(letter: int) -> None:
    """Claim the letter, make its key and send it, in one transaction."""
    with transaction.atomic():
        # Waits for whoever holds it: a killed worker whose transaction is still ending has not sent it.
        rows = Letter.objects.select_for_update(of=("self",))
        row = rows.filter(pk=letter, sent_at=None, closed_at=None).first()
        if row is None:
            return
        kind = KINDS[row.kind]
        key, row.digest = kind.make_key(row.about) if kind.make_key else ("", None)
        mail = kind.compose(row.about, key)
        if mail is None:
            return
        row.sent_at = timezone.now()
        row.save(update_fields=["digest", "sent_at"])
        mail.send()


def plain_message(*, to: str, subject: str, words: Words) -> EmailMultiAlternatives:
    """A mail of a greeting, paragraphs and at most one link."""
    return message(
        to=to, subject=subject, template="notices/letter", context={"subject": subject, "words": words}
    )
