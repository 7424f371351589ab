"""What the library shows: whose, under which tag, in use or put away."""

from typing import Any

import django_filters
from django.db.models import Q

from assessments.models import Template
from assessments.models.library import TemplateQuerySet
from lib.filters import ListFilter

WHOSE = [("mine", "Mine"), ("institution", "The institution’s"), ("shared", "Shared by colleagues")]
STATES = [("archived", "Archived"), ("all", "In use and archived")]


class LibraryFilter(ListFilter):
    """GET parameters: q, whose, tag, state. Without `state` only what is in use."""

    EVERYTHING = "in use"

    q = django_filters.CharFilter(label="Search", method="by_text", max_length=200)
    whose = django_filters.ChoiceFilter(
        label="Whose", choices=WHOSE, method="by_owner", empty_label="Everybody’s"
    )
    tag = django_filters.CharFilter(label="Tag", method="by_tag", max_length=40)
    state = django_filters.ChoiceFilter(
        label="State", choices=STATES, method="by_state", empty_label="In use"
    )

    class Meta:
        model = Template
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.in_use()
        return super().filter_queryset(queryset)

    def by_text(self, queryset: TemplateQuerySet, name: str, value: str) -> TemplateQuerySet:
        held = Template.objects.filter(criteria__title__icontains=value).values("pk")
        return queryset.filter(Q(title__icontains=value) | Q(guidance__icontains=value) | Q(pk__in=held))

    def by_owner(self, queryset: TemplateQuerySet, name: str, value: str) -> TemplateQuerySet:
        if value == "mine":
            return queryset.owned_by(self.request.user)
        if value == "institution":
            return queryset.filter(owner=None)
        return queryset.exclude(owner=None).exclude(owner_id=self.request.user.pk)

    def by_tag(self, queryset: TemplateQuerySet, name: str, value: str) -> TemplateQuerySet:
        return queryset.filter(tags__contains=[value.strip()])

    def by_state(self, queryset: TemplateQuerySet, name: str, value: str) -> TemplateQuerySet:
        return queryset if value == "all" else queryset.exclude(archived_at=None)
