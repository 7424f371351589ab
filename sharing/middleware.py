"""Whoever signs in reads the institution's privacy notice first, and again after a new version."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from sharing.queries import has_agreed

GetResponse = Callable[[HttpRequest], HttpResponse]
AGREED = "privacy_notice"
# Signing in and out, the notice itself, what belongs to every page, and what a program asks for.
# A phone passed to a signer shows the signing page alone, whatever its owner has still to read.
LET_THROUGH = (
    "/account/", "/sharing/privacy/", "/theme.css", "/static/", "/media/", "/images/", "/api/", "/shared/",
    "/sign-offs/here/",
)  # fmt: skip


class PrivacyNoticeMiddleware:
    """Only a page asked for is put off: a form that is sent goes through, so that nothing typed is lost to a new version.

    Without a notice, and for a session that has agreed to the present one, it costs no query.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not must_ask(request):
            return self.get_response(request)
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('sharing:privacy_notice')}?{query}")


def must_ask(request: HttpRequest) -> bool:
    number = request.institution.notice_number if request.institution else 0
    if not number or request.method not in ("GET", "HEAD") or request.path.startswith(LET_THROUGH):
        return False
    if request.session.get(AGREED) == number or not request.user.is_authenticated:
        return False
    if has_agreed(request.user, number):
        request.session[AGREED] = number
        return False
    return True
