"""A passed phone shows the signing page and nothing else of its owner's session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse

from signoffs.passing import is_passed

GetResponse = Callable[[HttpRequest], HttpResponse]
# Where the owner shows who they are or signs out; and what is public and belongs to every page.
LET_THROUGH = (
    "/account/reauthenticate/", "/account/2fa/reauthenticate/", "/account/logout/", "/theme.css", "/static/", "/media/",
)  # fmt: skip


class PassedPhoneMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.institution is None or request.path.startswith(LET_THROUGH) or not is_passed(request):
            return self.get_response(request)
        here = reverse("signoffs:here")
        if request.path.startswith(here):
            return self.get_response(request)
        return redirect(here) if request.method in ("GET", "HEAD") else HttpResponseForbidden()
