"""Packs at the desk, by the real actions: declared, handed over, and the link as the assessor's mail holds it."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

from django.core import mail

from audits import actions
from audits.models import Handing, Letter
from audits.tasks import send_letter
from registers.actions import declare_renewal, save_registration, start_renewal
from registers.models import FrozenPack, Renewal
from tests.tellers import Teller

YEAR = date.today().year
VALUES = {
    "assessor_name": "Dr Quill",
    "assessor_email": "quill@body.example",
    "body": "Science Council",
    "note": "",
    "shows_name": True,
    "shows_number": True,
    "with_evidence": False,
}
DECISION = {
    "outcome": "accepted",
    "overall": "A clear year.",
    "decided_by": "Dr Quill",
    "decided_role": "CPD assessor",
}


def declared(cast: Any, **registration: Any) -> Renewal:
    """A year with one activity, declared."""
    owner = cast.technician
    if not registration.pop("bare", False):
        Teller(cast).activity(owner)
    values = {"pack": "science-council", "grade": "RSciTech", "number": "SC-1234"} | registration
    held = save_registration(owner=owner, values=values, breaks=[])
    renewal = start_renewal(registration=held, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31))
    declare_renewal(renewal=renewal, actor=owner, once=uuid.uuid4())
    return Renewal.objects.get(pk=renewal.pk)


def handed(cast: Any, renewal: Renewal | None = None, **values: Any) -> Handing:
    frozen = FrozenPack.objects.select_related("renewal").get(renewal=renewal or declared(cast))
    given = {"expires_on": date.today() + timedelta(days=30)} | VALUES | values
    return actions.hand_over(frozen=frozen, actor=cast.technician, values=given, once=uuid.uuid4())


def link_of(handing: Handing) -> str:
    """Send what waits and read the link in the newest mail, as a path."""
    for letter in Letter.objects.filter(handing=handing, sent_at=None, closed_at=None):
        send_letter(letter=letter.pk)
    return re.search(r"/desk/[\w-]+/", mail.outbox[-1].body)[0]


def at_desk(cast: Any, renewal: Renewal | None = None, **values: Any) -> tuple[Handing, str]:
    handing = handed(cast, renewal, **values)
    return handing, link_of(handing)


def stored(handing: Handing) -> Handing:
    return Handing.objects.get(pk=handing.pk)
