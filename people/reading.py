"""Whoever has left reads their own record, and changes nothing but their own account and what they take along."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# Signing in and out and one's password; agreeing to a privacy notice; archives, their proof, and coming back (under
# /moving/ each act asks the table itself); and the doors of links, which open to whoever holds one.
LET_THROUGH = (
    "/account/",
    "/sharing/privacy/",
    "/moving/",
    "/shared/",
    "/sign/",
    "/support/",
    "/desk/",
    "/verify/",
)


class ReadingOnlyMiddleware:
    """One gate for every form and every door of the API, so that no room can forget whoever has left.

    The table (`people.permissions`) says what they may see; a page whose form they cannot send is no harm.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or request.path.startswith(LET_THROUGH):
            return self.get_response(request)
        if request.institution is None or not getattr(request.user, "has_left", False):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            said = "You have left: your account only reads."
            return JsonResponse({"errors": [{"field": "", "message": said}]}, status=403)
        return render(request, "people/reads_only.html", status=403)
