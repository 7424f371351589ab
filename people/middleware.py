"""Accounts exist on institutions' hosts only; and text typed into a form outlives the session that ended under it."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from people.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
Answer = TypeVar("Answer", bound=HttpResponseBase)
HELD = "held_form"
LEAVING = "/account/logout/"
HELD_LIMIT = 200_000
SALT = "people.held-form"


class InstitutionAuthenticationMiddleware(AuthenticationMiddleware):
    """The platform host has operators, not users: there nobody is signed in, and no users table is asked."""

    def process_request(self, request: HttpRequest) -> None:
        if request.institution is None:
            request.user = AnonymousUser()
            return
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What was made for a session is kept by no proxy, and asked for again by the next person at this computer."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            if request.path == LEAVING and request.method == "POST":
                response.headers["Clear-Site-Data"] = '"cache"'
        return response


def unkept(response: Answer) -> Answer:
    """For a page that opens sealed words, or a file of one's own: the browser's own memory does not keep it either."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def writer_mark(person: User) -> str:
    """Goes into each form that holds words: whose words they are, so that they come back to nobody else.

    Nobody's where somebody else looks at the page as this person: the mark would be theirs to use.
    """
    is_own = not getattr(person, "is_looked_as", False)
    return signing.dumps(str(person.uid) if is_own else "", salt=SALT)


class HeldFormMiddleware:
    """A form posted after the session ended: keep its fields, ask for sign-in, and give them back to the same person.

    Runs before the CSRF check, which an ended session would fail. Nothing is acted on: the fields wait, unread, in an
    anonymous session until whoever typed them has signed in and sends the form again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.institution is not None and self.is_orphan(request):
            request.session[HELD] = {"path": request.path, "fields": request.POST.urlencode()}
            query = urlencode({"next": request.path})
            return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
        return self.get_response(request)

    @staticmethod
    def is_orphan(request: HttpRequest) -> bool:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if "_auth_user_id" in request.session or request.path.startswith(("/account/", "/api/", "/verify/")):
            return False
        if not comes_from_here(request) or not writer_of(request.POST):
            return False
        return size < HELD_LIMIT or bool(request.FILES)


def comes_from_here(request: HttpRequest) -> bool:
    """False for a form on another site: no cookie comes with it, and holding it would end the session that is there."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.get_host()


def writer_of(fields: QueryDict) -> str:
    """The uid of the person whose form this is; empty for a forged or an old mark."""
    try:
        return signing.loads(fields.get("writer", ""), salt=SALT, max_age=settings.SESSION_COOKIE_AGE * 14)
    except signing.BadSignature:
        return ""


def held_fields(request: HttpRequest) -> QueryDict | None:
    """What the signed-in person typed into the form at this address before their session ended; given once, and said so."""
    held = request.session.get(HELD)
    if not held or held["path"] != request.path:
        return None
    fields = QueryDict(held["fields"])
    del request.session[HELD]
    if writer_of(fields) != str(request.user.uid):
        return None
    messages.info(request, "What you typed before you were signed out is here. It is not saved yet.")
    return fields


def note_presence(request: HttpRequest) -> None:
    """Once a day, that this person was here (a date, nothing more)."""
    today = timezone.localdate()
    if request.user.last_seen != today:
        User.objects.filter(pk=request.user.pk).update(last_seen=today)
