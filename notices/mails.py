"""The mails: one notice, or those of a day together; text and HTML, from the institution by name and address."""

from collections.abc import Sequence
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from lib.formats import count
from notices import kinds, unsubscribing
from notices.models import Notice
from people.models import EmailChange, User
from people.passwords import email_change_path, set_password_path
from tenants.hosts import base_url, current_institution

# The daily mail lists so many; the rest are counted, and wait in the product.
LISTED = 40


def path_for(notice: Notice) -> str:
    """Where the mail leads. Keys are made here, at the last moment, and are stored nowhere."""
    if notice.kind == "account_created":
        return set_password_path(notice.recipient)
    if notice.kind == "email_change_asked":
        return email_change_path(EmailChange.objects.get(uid=notice.about))
    return notice.path


def notice_mail(notice: Notice) -> EmailMultiAlternatives:
    """The mail of one notice; it says how to stop its kind, where that may be stopped."""
    base = base_url()
    return _mail(
        "mail",
        base,
        notice.sentence,
        person=notice.recipient,
        to=notice.to_address or notice.recipient.email,
        stops="" if kinds.KINDS[notice.kind].must else notice.kind,
        notice=notice,
        link=base + path_for(notice),
    )


def daily_mail(person: User, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """One mail of all these, the oldest first."""
    base = base_url()
    return _mail(
        "daily",
        base,
        f"{count(len(notices), 'notice', 'notices')} for you",
        person=person,
        to=person.email,
        stops=unsubscribing.DAILY_MAIL,
        lines=[(one, base + one.path) for one in notices[:LISTED]],
        more=max(len(notices) - LISTED, 0),
    )


def _mail(
    template: str, base: str, subject: str, *, person: User, to: str, stops: str, **context: Any
) -> EmailMultiAlternatives:
    stop = base + unsubscribing.path_for(person, stops) if stops else ""
    context |= {"person": person, "base": base, "stop": stop, "stops": stops}
    headers = one_click(stop) if stop else {}
    return message(to=to, subject=subject, template=f"notices/{template}", context=context, headers=headers)


def message(
    *, to: str, subject: str, template: str, context: dict[str, Any], headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """A mail in the institution's name, of `<template>.txt` and `<template>.html`."""
    institution = current_institution()
    context = {"institution": institution, **context}
    mail = EmailMultiAlternatives(
        # A line break in somebody's name must not end the header.
        subject=" ".join(f"{institution.name}: {subject}".split()),
        body=render_to_string(f"{template}.txt", context),
        from_email=formataddr((institution.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[to],
        headers=headers or {},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail


def one_click(address: str) -> dict[str, str]:
    """RFC 8058: mail programs show a button of their own, which posts to this address without a session."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
