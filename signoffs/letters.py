"""The mails of a sign-off. They name the owner and what to do; the words that are signed stay behind the link."""

import secrets
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lib.formats import day, moment
from notices import letters
from notices.letters import Words, plain_message
from signoffs.kinds import KINDS
from signoffs.models import Signature, SignRequest
from tenants.hosts import base_url

LINK, CODE, RECEIPT, VOIDED = "signoff.link", "signoff.code", "signoff.receipt", "signoff.voided"
# Minutes that a code lives.
CODE_MINUTES = 15
FOR_THIS_ONLY = "Your address is used for this only, and no account is made for you."


def register() -> None:
    letters.register(LINK, link)
    letters.register(CODE, code, make_key=short_key)
    letters.register(RECEIPT, receipt, make_key=None)
    letters.register(VOIDED, voided, make_key=None)


def short_key(about: UUID) -> tuple[str, str]:
    """Six digits that can be read out, and what is kept of them."""
    digits = f"{secrets.randbelow(10**6):06}"
    return digits, digest_of_code(about, digits)


def digest_of_code(about: UUID, digits: str) -> str:
    """Keyed, unlike that of a link: six digits could be guessed from a plain digest by whoever reads the database."""
    return salted_hmac("signoffs.code", f"{about}:{digits}", algorithm="sha256").hexdigest()


def asked(uid: UUID) -> SignRequest:
    return SignRequest.objects.select_related("owner", "signature").get(uid=uid)


def link(about: UUID, key: str) -> EmailMultiAlternatives | None:
    row = asked(about)
    if not row.is_open:
        return None
    words = Words(
        greeting=f"Dear {row.signer_name}",
        paragraphs=[
            f"{row.owner} named you as somebody who can confirm {a(KINDS[row.kind].noun)} of theirs.",
            "It takes a minute, on any phone, without an account.",
        ],
        link=base_url() + reverse("sign:sign_open", urlconf="config.urls", args=[key]),
        action="Read it and answer",
        after=[
            f"The link is for you alone, works once, and ends on {day(timezone.localtime(row.expires_at))}. "
            f"If you do not know {row.owner}, say so behind the link, and nobody writes to you about it again.",
            FOR_THIS_ONLY,
        ],
    )
    return plain_message(
        to=row.signer_email, subject=f"{row.owner} asks you to confirm something", words=words
    )


def code(about: UUID, key: str) -> EmailMultiAlternatives | None:
    row = asked(about)
    if not row.is_open:
        return None
    words = Words(
        greeting=f"Dear {row.signer_name}",
        paragraphs=[
            f"{row.owner} asks you to sign {a(KINDS[row.kind].noun)} on the phone or computer they hand you.",
            f"Your code: {key}",
            f"It works for {CODE_MINUTES} minutes. Read what is on the screen, and type the code yourself: it "
            "stands for your signature.",
        ],
        after=[f"If you are not with {row.owner} now, do nothing and tell nobody the code.", FOR_THIS_ONLY],
    )
    return plain_message(to=row.signer_email, subject=f"Your code to sign for {row.owner}", words=words)


def receipt(about: UUID, key: str) -> EmailMultiAlternatives | None:
    row = asked(about)
    signed: Signature = row.signature
    noun, when = KINDS[row.kind].noun, moment(timezone.localtime(signed.at))
    paragraphs = [f"You said on {when} that you cannot confirm {a(noun)} of {row.owner}."]
    if signed.answer == Signature.Answer.CONFIRMS:
        paragraphs = [
            f"You confirmed {a(noun)} of {row.owner} on {when}, as {signed.name}, {signed.role}.",
            f"You declared: {signed.declaration}.",
            "If the text is changed later, your signature does not stand for the new one.",
        ]
    paragraphs.append(f"The version you were shown has the digest {signed.digest}")
    after = [f"If this was not you, tell {row.owner} at {row.owner.email}.", FOR_THIS_ONLY]
    words = Words(greeting=f"Dear {signed.name or row.signer_name}", paragraphs=paragraphs, after=after)
    return plain_message(to=row.signer_email, subject="Your answer was received", words=words)


def voided(about: UUID, key: str) -> EmailMultiAlternatives | None:
    row = asked(about)
    words = Words(
        greeting=f"Dear {row.signature.name}",
        paragraphs=[
            f"{row.owner} has changed the {KINDS[row.kind].noun} that you confirmed on "
            f"{day(timezone.localtime(row.signature.at))}. Your signature is shown as given for the version before, and "
            "does not stand for the new one.",
            "You need do nothing.",
        ],
        after=[FOR_THIS_ONLY],
    )
    return plain_message(to=row.signer_email, subject="What you signed was changed", words=words)


def a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
