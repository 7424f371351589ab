"""What the Wagtail admin must not show or do, whatever Wagtail's own permissions would say.

Webfolios stand outside the editors' part of the page tree, and their pages refuse every permission. This is the outer
fence: an address of the admin that names a webfolio is a 404 before its view runs.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Page

from people.access import require
from portfolios.models import WebfolioPage, WebfolioSectionPage, WebfolioShelf

View = Callable[..., HttpResponse]
WEBFOLIOS = (WebfolioShelf, WebfolioPage, WebfolioSectionPage)
ROOM = "portfolios"
# Parts of an address, and fields of a query or a form, in which the Wagtail admin names a page by its number.
PAGE_WORDS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "target_pages[]", "childOf")
TYPE_WORDS = ("page_type", "content_type", "content_type_app_name", "app_label")
# Views that name pages by words which elsewhere name other things.
LISTS_OF_PAGES = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
PAGE_API = "wagtailadmin_api"
SESSIONS = "wagtailadmin_editing_sessions"


def fenced(view: View) -> View:
    """Admins and editors only (403); an address that names a webfolio is a 404 for them too."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            refuse(request, kwargs)
        return view(request, *args, **kwargs)

    return guarded


def refuse(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """403 for whoever does not edit the site, 404 for a webfolio. Without a session Wagtail asks for sign-in alike."""
    require(request.user, "website.edit")
    if request.user.is_superuser:
        # Wagtail shows a superuser every page. There is no such rank here: nobody reads by administering.
        raise PermissionDenied
    if names_webfolio_type(request, kwargs) or are_webfolios(set(named_pages(request, kwargs))):
        raise Http404


def named_pages(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[int]:
    """Numbers of the pages that this request is about."""
    match = request.resolver_match
    values = [value for word in PAGE_WORDS for value in sent(request, kwargs, word)]
    if str(match.url_name) in LISTS_OF_PAGES:
        values += sent(request, kwargs, "id")
    if PAGE_API in match.namespaces:
        values += [
            value
            for word in ("pk", "child_of", "descendant_of", "id")
            for value in sent(request, kwargs, word)
        ]
    if SESSIONS in match.namespaces:
        values += sent(request, kwargs, "object_id")
    return (int(value) for value in values if str(value).isdecimal() and len(str(value)) < 10)


def sent(request: HttpRequest, kwargs: dict[str, Any], word: str) -> list[Any]:
    given = [kwargs[word]] if word in kwargs else []
    return [*given, *request.GET.getlist(word), *request.POST.getlist(word)]


def names_webfolio_type(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    types = [str(value).lower() for word in TYPE_WORDS for value in sent(request, kwargs, word)]
    return any(part.strip().partition(".")[0] == ROOM for value in types for part in value.split(","))


def are_webfolios(numbers: set[int]) -> bool:
    return bool(numbers) and Page.objects.filter(pk__in=numbers).type(*WEBFOLIOS).exists()


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A part of the Wagtail admin that nobody here uses: people are managed at /people/."""
    raise Http404


def drop_people_filters() -> None:
    """The page listing offers every owner and editor as a filter: thousands of names, and a slow page. Not here."""
    waiting = [PageFilterSet]
    while waiting:
        filters = waiting.pop()
        waiting += filters.__subclasses__()
        for name in ("owner", "edited_by"):
            filters.base_filters.pop(name, None)
            filters.declared_filters.pop(name, None)
