"""What every page's shell needs: the institution, the person's theme, and the one navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from assessments.queries import waiting_for
from home.navigation import Group, Link, links_for, mark_current
from notices.models import Notice
from people.models.accounts import Role
from people.permissions import can
from sharing.models import Report


def shell(request: HttpRequest) -> dict[str, Any]:
    """Lazy: an answer without navigation (a redirect, a file, the editor) asks the database nothing."""
    institution = getattr(request, "institution", None)
    context: dict[str, Any] = {"institution": institution}
    if looking := getattr(request, "looking", None):
        # An owner looks at a page as somebody else sees it: a bar of their own stands in place of the navigation.
        return context | {"looking": looking, "theme": looking["theme"]}
    if institution is None or not request.user.is_authenticated:
        return context
    links = SimpleLazyObject(lambda: _links(request))
    context["theme"] = request.user.theme
    context["nav"] = SimpleLazyObject(lambda: links[0])
    context["nav_groups"] = SimpleLazyObject(lambda: links[1])
    context["account_menu"] = SimpleLazyObject(lambda: _account_menu(request))
    return context


def _links(request: HttpRequest) -> tuple[list[Link], list[Group]]:
    person, waiting = request.user, getattr(request, "waiting_reviews", None)
    if waiting is None:
        waiting = waiting_for(person).count() if person.has_role(Role.SUPERVISOR, Role.TRAINER) else 0
    reports = Report.objects.waiting().count() if can(person, "sharing.keep_reports") else 0
    return mark_current(*links_for(person, waiting=waiting, reports=reports), request.path)


def _account_menu(request: HttpRequest) -> list[Link]:
    unread = getattr(request, "unread_notices", None)
    if unread is None:
        unread = Notice.objects.visible_to(request.user).unread().count()
    return [
        Link("/notices/", f"Notices ({unread} new)" if unread else "Notices", "reviews"),
        Link("/pairs/", "My supervisors", "pairs"),
        Link("/sharing/", "Who can see what", "people"),
        Link("/home/deleted/", "Recently deleted", "bin"),
        Link("/moving/", "My whole record", "download"),
        Link("/account/", "My account", "settings"),
    ]
