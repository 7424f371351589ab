"""The first line of a view: fetch what this member may see, and check what they may do with it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase

from people import permissions
from people.models import User

M = TypeVar("M", bound=models.Model)
View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """What a view behind `signed_in` or `allowed` is given: for annotations only, so that types know the person."""

    user: User


def get_visible(
    model: type[M], request: HttpRequest, uid: Any, *, queryset: models.QuerySet | None = None
) -> M:
    """The object with this uid among those the signed-in person may see; anything else is a 404."""
    rows = model._default_manager.all() if queryset is None else queryset
    found = rows.visible_to(request.user).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def require(member: Any, action: str, thing: Any = None) -> None:
    """403 for someone who can see but may not do."""
    if not permissions.can(member, action, thing):
        raise PermissionDenied


def signed_in(view: View) -> View:
    """Send whoever has no session to sign-in, whether or not the object exists."""
    return login_required(view)


def allowed(action: str) -> Callable[[View], View]:
    """Signed in, and may do something that needs no object, such as managing people."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, action)
            return view(request, *args, **kwargs)

        return guarded

    return guard
