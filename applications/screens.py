"""First lines of this room's views: the application at hand, and whether it may still be changed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from applications.models import Application
from people.access import PersonRequest, get_visible, require


def own_application(request: PersonRequest, uid: UUID) -> Application:
    """The application, to be changed: 404 for one this person cannot see, 403 for one that is another's."""
    application = get_visible(Application, request, uid)
    require(request.user, "applications.write", application)
    return application


def refused(request: PersonRequest, application: Application, refusal: Exception) -> HttpResponse:
    """Say why, on the application's page."""
    messages.error(request, str(refusal))
    return redirect(application)


def differences(stored: Any, given: dict[str, Any]) -> list[dict[str, str]]:
    """Both versions of a statement, for parts/conflict.html."""
    rows = [("Your statement", stored.text, given["text"])]
    rows.append(("What this account also shows", ", ".join(stored.names), ", ".join(given["names"])))
    return [{"label": label, "stored": held, "yours": yours} for label, held, yours in rows if held != yours]
