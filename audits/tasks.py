"""Sending the letters to assessors: each at most once, however often the job runs."""

import secrets

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from audits.models import Letter
from lib.digests import digest_of_key
from tenants import jobs
from tenants.hosts import base_url, current_institution


@jobs.task("audits.letter")
def send_letter(*, letter: int) -> None:
    """Claim the letter, make its link and send it, in one transaction: a failed send is tried again with another link."""
    with transaction.atomic():
        row = (
            Letter.objects.select_for_update(of=("self",))
            .select_related("handing__owner", "handing__frozen__renewal")
            .filter(pk=letter, sent_at=None, closed_at=None)
            .first()
        )
        if row is None or not row.handing.is_open:
            return
        token = secrets.token_urlsafe(32)
        row.digest, row.sent_at = digest_of_key(token), timezone.now()
        row.save(update_fields=["digest", "sent_at"])
        message_for(row, token).send()


def message_for(letter: Letter, token: str) -> EmailMultiAlternatives:
    """What the assessor reads: whom from, how long it opens, and the link. The owner's words stay behind it."""
    institution, handing = current_institution(), letter.handing
    path = reverse("desk:desk_open", urlconf="config.urls", args=[token])
    context = {
        "letter": letter,
        "handing": handing,
        "institution": institution,
        "register": handing.frozen.facts["register"],
        "holder": handing.owner.display_name if handing.shows_name else "a member (blind review)",
        "link": base_url() + path,
    }
    answered = letter.kind == Letter.Kind.ANSWERED
    subject = "Your question was answered" if answered else "A CPD record for you to assess"
    message = EmailMultiAlternatives(
        subject=f"{institution.name}: {subject}",
        body=render_to_string("audits/letter.txt", context),
        to=[handing.assessor_email],
    )
    message.attach_alternative(render_to_string("audits/letter.html", context), "text/html")
    return message
