"""What the Wagtail admin lists and what it refuses."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from website.fences import WEBFOLIOS
from website.lists import ReferenceLists

CLOSED_MENU = {"page-types-usage", "users", "groups", "sites", "api-tokens"}


@hooks.register("construct_explorer_page_queryset")
def leave_out_of_explorer(parent_page: Any, pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages.not_type(*WEBFOLIOS)


@hooks.register("construct_page_chooser_queryset")
def leave_out_of_chooser(pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages.not_type(*WEBFOLIOS)


def refuse_webfolio(request: HttpRequest, page: Any, *rest: Any) -> None:
    """Every act of the Wagtail admin asks here first, whatever rank the person holds."""
    if isinstance(page.specific, WEBFOLIOS):
        raise PermissionDenied


for act in ("edit", "delete", "copy", "move", "publish", "unpublish", "create"):
    hooks.register(f"before_{act}_page", refuse_webfolio)


@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
def leave_out_of_menus(request: HttpRequest, menu_items: list) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED_MENU]


modeladmin_register(ReferenceLists)
