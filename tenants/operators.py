"""Operators' own sign-in on the platform host: no account of an institution opens it, and it opens none of theirs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from lib import throttles
from tenants.models import Operator

SESSION_ID, SESSION_DIGEST = "operator_id", "operator_digest"
SESSION_SECONDS = 2 * 60 * 60
# Failures remembered for this long; the next try is refused before the password is looked at.
FAILURE_SECONDS = 15 * 60
ACCOUNT, ADDRESS = "operator-account", "operator-address"
FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 30

View = Callable[..., HttpResponse]


class TooManyTries(Exception):
    """Sign-in is refused for a while, whatever the password."""


def authenticate(email: str, password: str, *, address: str) -> Operator | None:
    """The operator with this password, or None; an unknown e-mail takes as long as a wrong password.

    Raises TooManyTries after failures for this e-mail or from this network address.
    """
    email = email.strip().lower()
    tries = {(ACCOUNT, email): FAILURES_PER_ACCOUNT, (ADDRESS, address): FAILURES_PER_ADDRESS}
    if any(throttles.counted(*who) >= limit for who, limit in tries.items()):
        raise TooManyTries
    operator = Operator.objects.filter(email=email, is_active=True).first()
    if operator is None:
        make_password(password)
    elif operator.check_password(password):
        throttles.forget(ACCOUNT, email)
        return operator
    for what, who in tries:
        throttles.count(what, who, seconds=FAILURE_SECONDS)
    return None


def sign_in(request: HttpRequest, operator: Operator) -> None:
    """Begin a session under a new key and a new CSRF token."""
    request.session.flush()
    request.session[SESSION_ID] = operator.pk
    request.session[SESSION_DIGEST] = operator.session_digest
    request.session.set_expiry(SESSION_SECONDS)
    rotate_token(request)
    Operator.objects.filter(pk=operator.pk).update(last_sign_in=timezone.now())


def current(request: HttpRequest) -> Operator | None:
    """Who is signed in on the platform host; nobody once the account is closed or its password has changed."""
    operator = Operator.objects.filter(pk=request.session.get(SESSION_ID) or 0, is_active=True).first()
    digest = request.session.get(SESSION_DIGEST, "")
    if operator is None or not constant_time_compare(digest, operator.session_digest):
        return None
    return operator


def operators_only(view: View) -> View:
    """Send whoever is not signed in to the operators' sign-in; the view finds `request.operator`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.operator = current(request)
        if request.operator is None:
            return HttpResponseRedirect(reverse("platform:operator_sign_in"))
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded
