"""Mails to supporters: at most once each, however often the job runs. Keys are made here and stored nowhere."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from applications.actions.supporting import new_token
from applications.models import Supporter
from tenants import jobs
from tenants.hosts import base_url, current_institution


@jobs.task("applications.invite")
def invite(*, supporter: int) -> None:
    """Make the key and send it in one transaction: a failed send is tried again with another key."""
    with transaction.atomic():
        row = claimed(supporter, mailed_at=None)
        if row is None or not row.is_open or not row.application.is_draft:
            return
        link = f"{base_url()}/support/{new_token(row)}/"
        row.mailed_at = timezone.now()
        row.save(update_fields=["token_digest", "mailed_at"])
        send(row, "invite", subject=f"{row.application.owner} asks for your comments", link=link)


@jobs.task("applications.thank")
def thank(*, supporter: int) -> None:
    """A receipt for the supporter; the owner has a notice."""
    with transaction.atomic():
        row = claimed(supporter, thanked_at=None)
        if row is None or row.answered_at is None:
            return
        row.thanked_at = timezone.now()
        row.save(update_fields=["thanked_at"])
        send(row, "thanks", subject="Your comments were received")


def claimed(pk: int, **unsent: Any) -> Supporter | None:
    rows = Supporter.objects.select_for_update(of=("self",))
    return (
        rows.select_related("application__owner")
        .filter(pk=pk, application__deleted_at=None, **unsent)
        .first()
    )


def send(row: Supporter, name: str, *, subject: str, **more: Any) -> None:
    institution = current_institution()
    context = {
        "supporter": row, "application": row.application, "asked": row.application.asked,
        "owner": row.application.owner, "institution": institution, **more,
    }  # fmt: skip
    message = EmailMultiAlternatives(
        subject=f"{institution.name}: {subject}",
        body=render_to_string(f"applications/mail_{name}.txt", context),
        to=[row.email],
    )
    message.attach_alternative(render_to_string(f"applications/mail_{name}.html", context), "text/html")
    message.send()
