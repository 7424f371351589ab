"""An application as a share link opens it: read-only, for someone without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.models import Application
from applications.queries import grid_of
from sharing.visitors import Visitor


def application_shared(request: HttpRequest, application: Application, visitor: Visitor) -> HttpResponse:
    """Statements and comments; linked items by name only where this visitor may read them."""
    context = {
        "application": application, "grid": grid_of(application, visitor), "owner": application.owner,
    }  # fmt: skip
    return render(request, "applications/application_shared.html", context)
