"""Ask a supporter by a link that works once, and keep what they say."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from applications.actions.keeping import ApplicationRefused, locked_draft
from applications.models import Application, Supporter
from applications.queries import digest_shown
from lib import throttles
from lib.digests import digest_of_key
from notices.actions import notify
from people import trail
from people.models import User
from sharing.refusals import Stale
from tenants import jobs

DAYS_OPEN = 30
# Mails one person may have sent to supporters in a day.
MOST_MAILS = 20
DAY = 24 * 60 * 60
MOST_ASKED = 6
VISITOR = "supporter"


@transaction.atomic
def ask_supporter(
    *, application: Application, actor: User, name: str, email: str, shown: list[str]
) -> Supporter:
    """Mail a link to one person. `shown` are the uids of the links they may see named. Asking the same address again
    while their link is open sends nothing more."""
    stored = locked_draft(application)
    if email.strip().lower() == actor.email.lower():
        raise ApplicationRefused("This is your own address: a supporter is somebody else.")
    asked = list(Supporter.objects.filter(application=stored))
    waiting = next((one for one in asked if one.email.lower() == email.lower() and one.is_open), None)
    if waiting:
        return waiting
    if sum(1 for one in asked if one.is_open) >= MOST_ASKED:
        raise ApplicationRefused(f"{MOST_ASKED} people are asked already: take one back first.")
    supporter = Supporter.objects.create(
        application=stored, name=name.strip(), email=email.strip(), shown=shown, expires_at=expiry()
    )
    check_mails(actor)
    trail.record(actor, "asked supporter", stored, fields=["supporters"])
    jobs.enqueue(connection.schema_name, "applications.invite", supporter=supporter.pk)
    return supporter


def check_mails(actor: User) -> None:
    """Raise ApplicationRefused when this person has had enough mails sent today."""
    if throttles.count("supporter-mail", str(actor.uid), seconds=DAY) > MOST_MAILS:
        raise ApplicationRefused(f"{MOST_MAILS} mails were sent for you today. Ask the others tomorrow.")


def expiry() -> Any:
    return timezone.now() + timedelta(DAYS_OPEN)


@transaction.atomic
def ask_again(*, supporter: Supporter, actor: User) -> Supporter:
    """A fresh link for the same person; the one before opens nothing any more."""
    locked_draft(supporter.application)
    stored = Supporter.objects.select_for_update(of=("self",)).get(pk=supporter.pk)
    if stored.answered_at:
        raise ApplicationRefused(
            f"{stored.name} has commented. To have the new text read, ask again by name."
        )
    check_mails(actor)
    stored.token_digest, stored.mailed_at, stored.revoked_at = "", None, None
    stored.asked_at, stored.expires_at = timezone.now(), expiry()
    stored.save(update_fields=["token_digest", "mailed_at", "revoked_at", "asked_at", "expires_at"])
    trail.record(actor, "asked supporter again", stored.application, fields=["supporters"])
    jobs.enqueue(connection.schema_name, "applications.invite", supporter=stored.pk)
    return stored


@transaction.atomic
def revoke_supporter(*, supporter: Supporter, actor: User) -> Supporter:
    """Close their link. What they have said already stays."""
    stored = Supporter.objects.select_for_update(of=("self",)).get(pk=supporter.pk)
    if stored.revoked_at is None and stored.answered_at is None:
        stored.revoked_at = timezone.now()
        stored.save(update_fields=["revoked_at"])
        trail.record(actor, "revoked supporter", stored.application, fields=["supporters"])
    return stored


def new_token(supporter: Supporter) -> str:
    """A key for the mail being sent; only its digest is kept. The caller holds the row's lock."""
    token = secrets.token_urlsafe(32)
    supporter.token_digest = digest_of_key(token)
    return token


def find_supporter(token: str) -> Supporter | None:
    """Whom a link was made for, open or over; None for a key nobody was sent."""
    rows = Supporter.objects.select_related("application__owner")
    return rows.filter(token_digest=digest_of_key(token), application__deleted_at=None).first()


@transaction.atomic
def answer_support(*, supporter: Supporter, values: dict[str, Any], seen: str) -> Supporter:
    """Keep the comments once; `seen` is the digest of the statements on their page, or Stale is raised.

    Raises ApplicationRefused when the link is over, or the application was sent meanwhile.
    """
    stored_application = locked_draft(supporter.application)
    stored = Supporter.objects.select_for_update(of=("self",)).get(pk=supporter.pk)
    if not stored.is_open or stored.token_digest != supporter.token_digest:
        raise ApplicationRefused("This link is over.")
    if seen != digest_shown(stored_application):
        raise Stale(stored_application)
    for name in ("signed_name", "signed_role", "comments", "overall"):
        setattr(stored, name, values[name])
    stored.answered_at, stored.digest = timezone.now(), seen
    stored.save()
    trail.record(VISITOR, "commented", stored_application, fields=["comments"])
    notify(
        kind="application_supported", recipients=[stored_application.owner], thing=stored_application,
        event=f"{stored.uid}:answered",
    )  # fmt: skip
    jobs.enqueue(connection.schema_name, "applications.thank", supporter=stored.pk)
    return stored
