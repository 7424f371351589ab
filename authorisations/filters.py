"""What the two lists show: techniques by words, kind and unit; authorisations by person or technique and how they stand."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from authorisations import currency
from authorisations.models import Authorisation, Technique
from lib.filters import ListFilter, holding_words

STATES = [("archived", "Archived"), ("all", "In use and archived")]
STANDINGS = [("holds", "In force"), ("ending", "End within a month"), ("lapsed", "Lapsed")]


class TechniqueFilter(ListFilter):
    """GET parameters: q, kind, state. Without `state` only what is in use."""

    EVERYTHING = "in use"

    q = django_filters.CharFilter(label="Search names and places", method="by_text", max_length=120)
    kind = django_filters.ChoiceFilter(label="Kind", choices=Technique.Kind.choices, empty_label="Every kind")
    state = django_filters.ChoiceFilter(
        label="State", choices=STATES, method="by_state", empty_label="In use"
    )

    class Meta:
        model = Technique
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.in_use()
        return super().filter_queryset(queryset)

    def by_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return holding_words(queryset, value, "name", "place", "unit__name")

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset if value == "all" else queryset.exclude(archived_at=None)


class AuthorisationFilter(ListFilter):
    """GET parameters: q, level, standing."""

    q = django_filters.CharFilter(label="Search people and techniques", method="by_text", max_length=120)
    level = django_filters.ChoiceFilter(
        label="Level", choices=Authorisation.Level.choices, empty_label="Every level"
    )
    standing = django_filters.ChoiceFilter(
        label="How they stand", choices=STANDINGS, method="by_standing", empty_label="All"
    )

    class Meta:
        model = Authorisation
        fields: list[str] = []

    def by_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return holding_words(queryset, value, "technique__name", "owner__first_name", "owner__last_name")

    def by_standing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "lapsed":
            return queryset.filter(last_day__lt=today)
        if value == "ending":
            return queryset.filter(last_day__gte=today, last_day__lte=today + currency.SOON)
        return queryset.filter(Q(last_day=None) | Q(last_day__gte=today))
