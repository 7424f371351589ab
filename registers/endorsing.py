"""Renewals that wait for a supervisor's line: for their start page and their queue."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from people.models import User
from registers.models import Renewal, RenewalQuerySet

# So many stand in the queue; there are rarely more than a few at the end of a year.
SHOWN = 20


def waiting_for(person: User) -> RenewalQuerySet:
    """Those being prepared whose endorsement this supervisor, paired now, still owes, the oldest request first."""
    asked = Renewal.objects.visible_to(person).filter(endorser=person, state=Renewal.State.DRAFT)
    return asked.filter(endorsed_at=None).select_related("owner").order_by("asked_at", "pk")


def to_endorse(request: HttpRequest) -> str:
    """Their part of the review queue, "" for none: one query."""
    renewals = list(waiting_for(request.user)[:SHOWN])
    return render_to_string("registers/to_endorse.html", {"renewals": renewals}) if renewals else ""
