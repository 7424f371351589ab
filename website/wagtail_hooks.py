"""What the Wagtail admin lists, and the reference lists kept in it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register

from journals.models import ReflectionPrompt
from people.models import JobTitle, Unit
from website.fences import WEBFOLIOS

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


class ListAdmin(ModelAdmin):
    """A list of names that an editor adds to; a name that is no longer offered is switched off, not deleted."""

    list_display = ("name", "offered")
    list_filter = ("is_current",)
    search_fields = ("name",)

    def offered(self, item: Any) -> str:
        return "Yes" if item.is_current else "No longer"


class UnitAdmin(ListAdmin):
    model = Unit
    menu_label = "Units"
    menu_icon = "group"


class JobTitleAdmin(ListAdmin):
    model = JobTitle
    menu_label = "Job titles"
    menu_icon = "tag"


class ReflectionPromptAdmin(ListAdmin):
    model = ReflectionPrompt
    menu_label = "Reflection prompts"
    menu_icon = "help"
    list_display = ("text", "order", "offered")  # type: ignore[assignment]
    search_fields = ("text",)


class ReferenceLists(ModelAdminGroup):
    menu_label = "Reference lists"
    menu_icon = "list-ul"
    menu_order = 300
    items = (UnitAdmin, JobTitleAdmin, ReflectionPromptAdmin)


modeladmin_register(ReferenceLists)
