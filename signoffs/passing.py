"""While the phone is with the signer: what the owner's session remembers of it, and when it ends.

From the moment the phone is passed this session shows the signing page alone, until the owner has shown who they are again.
"""

import time
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from people.access import PersonRequest
from signoffs import actions
from signoffs.models import SignRequest

PASSED = "passed_phone"


def begin(request: PersonRequest, found: SignRequest) -> HttpResponse:
    """Send the code and lock this session to the signing page. Raises SignoffRefused."""
    actions.send_code(request=found, actor=request.user)
    request.session[PASSED] = {"uid": str(found.uid), "since": time.time()}
    answer = redirect("signoffs:here")
    # Or the signer could go back to the pages that the owner looked at before.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def is_passed(request: HttpRequest) -> bool:
    return PASSED in request.session


def passed_request(request: PersonRequest) -> SignRequest | None:
    """The request that this session is locked to; None when it is not, or when that is not theirs."""
    held = request.session.get(PASSED)
    if not held:
        return None
    rows = SignRequest.objects.filter(owner=request.user).select_related("owner", "signature")
    return rows.filter(uid=UUID(held["uid"])).first()


def is_owner_back(request: PersonRequest) -> bool:
    """Whether the owner has shown who they are since the phone was passed."""
    since = request.session[PASSED]["since"]
    records = get_authentication_records(request, request.user)
    return any(one.get("reauthenticated") and one["at"] > since for one in records)


def can_come_back(request: PersonRequest) -> bool:
    """Whether they can show it without signing in anew: with a password, or a second step."""
    return bool(get_adapter(request).get_reauthentication_methods(request.user))


def end(request: PersonRequest) -> None:
    request.session.pop(PASSED, None)
