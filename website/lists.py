"""The reference lists in the Wagtail admin: modeladmin's screens, filtered by django-filter."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import EditView, IndexView

from journals.models import ReflectionPrompt, ReflectionTemplate
from people.models import JobTitle, Unit

YES_NO = [("yes", "Yes"), ("no", "No longer")]


class OfferedFilter(django_filters.FilterSet):
    """Which rows people are still offered."""

    offered = django_filters.ChoiceFilter(label="Offered to people", choices=YES_NO, method="keep_offered")

    def keep_offered(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(is_current=value == "yes")


class UnitFilter(OfferedFilter):
    used = django_filters.ChoiceFilter(
        label="People in it", choices=[("yes", "Somebody"), ("no", "Nobody")], method="keep_used"
    )

    def keep_used(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(people__isnull=value == "no").distinct()


class FilteredIndex(IndexView):
    """The list, narrowed by the filters of its ModelAdmin; search and order are modeladmin's own."""

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        rows = super().get_queryset(request)
        self.filterset = self.model_admin.filterset_class(self.request.GET, queryset=rows)
        return self.filterset.qs

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        ours = self.model_admin.filterset_class.base_filters
        return {name: value for name, value in super().get_filters_params(params).items() if name not in ours}


class ListAdmin(ModelAdmin):
    """A list of names that an editor adds to; a name that is no longer offered is switched off, not deleted."""

    list_display: tuple[str, ...] = ("name", "offered")
    search_fields: tuple[str, ...] = ("name",)
    index_view_class = FilteredIndex
    index_template_name = "website/list_index.html"
    filterset_class: type[OfferedFilter] = OfferedFilter

    def offered(self, item: Any) -> str:
        return "Yes" if item.is_current else "No longer"


class UnitAdmin(ListAdmin):
    model = Unit
    menu_label = "Units"
    menu_icon = "group"
    filterset_class = UnitFilter


class JobTitleAdmin(ListAdmin):
    model = JobTitle
    menu_label = "Job titles"
    menu_icon = "tag"


class ReflectionPromptAdmin(ListAdmin):
    model = ReflectionPrompt
    menu_label = "Reflection prompts"
    menu_icon = "help"
    list_display = ("text", "order", "offered")
    search_fields = ("text",)


class TemplateEdit(EditView):
    def form_valid(self, form: Any) -> HttpResponse:
        """What people are asked has changed: that is another version. Entries keep the one they were written with."""
        if {"name", "prompts"} & set(form.changed_data):
            form.instance.version += 1
        return super().form_valid(form)


class ReflectionTemplateAdmin(ListAdmin):
    model = ReflectionTemplate
    menu_label = "Reflection templates"
    menu_icon = "list-ol"
    list_display = ("name", "version", "order", "offered")
    edit_view_class = TemplateEdit
    panels = [FieldPanel(name) for name in ("name", "purpose", "prompts", "order", "is_current")]


class ReferenceLists(ModelAdminGroup):
    menu_label = "Reference lists"
    menu_icon = "list-ul"
    menu_order = 300
    items = (UnitAdmin, JobTitleAdmin, ReflectionPromptAdmin, ReflectionTemplateAdmin)
