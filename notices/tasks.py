"""Sending the mail of a notice: at most once, however often the job runs."""

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from notices.models import Notice
from people.models import EmailChange
from people.passwords import email_change_path, set_password_path
from tenants import jobs
from tenants.hosts import base_url, current_institution


@jobs.task("notices.mail")
def mail(*, notice: int) -> None:
    """Claim the notice and send it in one transaction: a failed send is tried again, a sent one is not."""
    with transaction.atomic():
        row = (
            # Waits for whoever holds it: a killed worker whose transaction is still ending has not sent it.
            Notice.objects.select_for_update(of=("self",))
            .select_related("recipient", "actor")
            .filter(pk=notice, mailed_at=None)
            .first()
        )
        if row is None or not row.recipient.is_active:
            return
        row.mailed_at = timezone.now()
        row.save(update_fields=["mailed_at"])
        message_for(row).send()


def path_for(notice: Notice) -> str:
    """Where the mail leads. Keys are made here, at the last moment, and are stored nowhere."""
    if notice.kind == "account_created":
        return set_password_path(notice.recipient)
    if notice.kind == "email_change_asked":
        return email_change_path(EmailChange.objects.get(uid=notice.about))
    return notice.path


def message_for(notice: Notice) -> EmailMultiAlternatives:
    institution = current_institution()
    context = {"notice": notice, "institution": institution, "link": base_url() + path_for(notice)}
    message = EmailMultiAlternatives(
        subject=f"{institution.name}: {notice.sentence}",
        body=render_to_string("notices/mail.txt", context),
        to=[notice.to_address or notice.recipient.email],
    )
    message.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
    return message
