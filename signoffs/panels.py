"""What the page of a thing says of its sign-offs."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from people.permissions import can
from signoffs.kinds import KINDS
from signoffs.models import SignRequest
from signoffs.queries import requests_on
from signoffs.showing import answer_of, state_of, witness_line


def panel(request: HttpRequest, kind: str, thing: Any) -> str:
    """Safe HTML: signatures for every reader, requests and the way to ask for the owner; "" where there is nothing."""
    member = request.user
    rows = requests_on(kind, thing)
    signed = [row for row in rows if row.state == SignRequest.State.SIGNED]
    is_owner = can(member, KINDS[kind].ask, thing)
    if not signed and not is_owner:
        return ""
    context = {
        "kind": kind,
        "noun": KINDS[kind].noun,
        "thing": thing,
        "is_owner": is_owner,
        "lines": [witness_line(row.signature) for row in signed],
        "others": [(row, state_of(row), answer_of(row)) for row in rows if row not in signed]
        if is_owner
        else [],
        "refusal": KINDS[kind].refusal(thing),
    }
    return render_to_string("signoffs/panel.html", context, request=request)
