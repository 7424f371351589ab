"""The first three doors of a request: health, the host, and what a page may load."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import set_urlconf
from django.utils import timezone

from tenants.models import Domain, Institution

GetResponse = Callable[[HttpRequest], HttpResponse]
# How long a process remembers which institution a host leads to: tenancy then costs a page no query.
HOST_SECONDS = 15.0
_remembered: dict[str, tuple[float, Institution | None]] = {}


class HealthMiddleware:
    """`/healthz` answers on every host and by IP address, before any host is looked up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != "/healthz":
            return self.get_response(request)
        connection.set_schema_to_public()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"status": "no database"}, status=503)
        return JsonResponse({"status": "ok"})


def institution_for(host: str) -> Institution | None:
    """The institution a host leads to; only hosts that exist are remembered, so a flood of guesses fills nothing."""
    now = time.monotonic()
    until, institution = _remembered.get(host, (0.0, None))
    if until > now:
        return institution
    domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    if domain is None:
        _remembered.pop(host, None)
        return None
    _remembered[host] = (now + HOST_SECONDS, domain.tenant)
    return domain.tenant


def forget_hosts() -> None:
    """An institution or a domain changed in this process."""
    _remembered.clear()


class InstitutionMiddleware:
    """The host picks the schema, and the clock by which days begin.

    An unknown host gets a plain 404, a closed institution says so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()
        try:
            host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        except DisallowedHost:
            return self.plain("errors/unknown_host.html", 404)
        if host in settings.PLATFORM_HOSTS:
            request.institution = None
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            set_urlconf(request.urlconf)
            return self.get_response(request)
        institution = institution_for(host)
        if institution is None:
            return self.plain("errors/unknown_host.html", 404)
        if not institution.is_active:
            return self.plain("errors/closed.html", 503)
        request.institution = request.tenant = institution
        connection.set_tenant(institution)
        with timezone.override(institution.zone):
            return self.get_response(request)

    @staticmethod
    def plain(template: str, status: int) -> HttpResponse:
        return HttpResponse(render_to_string(template), status=status)


class ContentSecurityPolicyMiddleware:
    """Nothing is loaded from another host and nothing runs inline, but in the page editor, which needs it."""

    STRICT = (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    )
    EDITOR = (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.EDITOR if request.path.startswith("/cms/") else self.STRICT
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
