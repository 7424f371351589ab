"""What the two lists show: techniques by words, kind and unit; authorisations by person or technique and how they stand."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from authorisations import currency
from authorisations.models import Authorisation, Technique

STATES = [("archived", "Archived"), ("all", "In use and archived")]
STANDINGS = [("holds", "In force"), ("ending", "End within a month"), ("lapsed", "Lapsed")]


class PlainFilter(django_filters.FilterSet):
    """With the present filter in words."""

    @property
    def is_narrowed(self) -> bool:
        return not self.form.is_valid() or any(self.form.cleaned_data.values())

    @property
    def summary(self) -> str:
        if not self.form.is_valid():
            return "to correct"
        parts = []
        for name, value in self.form.cleaned_data.items():
            if value:
                choices: dict[Any, str] = dict(getattr(self.form.fields[name], "choices", ()))
                parts.append(choices.get(value, f"“{value}”"))
        return ", ".join(parts)


class TechniqueFilter(PlainFilter):
    """GET parameters: q, kind, state. Without `state` only what is in use."""

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
        for word in value.split():
            queryset = queryset.filter(
                Q(name__icontains=word) | Q(place__icontains=word) | Q(unit__name__icontains=word)
            )
        return queryset

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset if value == "all" else queryset.exclude(archived_at=None)


class AuthorisationFilter(PlainFilter):
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
        for word in value.split():
            queryset = queryset.filter(
                Q(technique__name__icontains=word)
                | Q(owner__first_name__icontains=word)
                | Q(owner__last_name__icontains=word)
            )
        return queryset

    def by_standing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "lapsed":
            return queryset.filter(last_day__lt=today)
        if value == "ending":
            return queryset.filter(last_day__gte=today, last_day__lte=today + currency.SOON)
        return queryset.filter(Q(last_day=None) | Q(last_day__gte=today))
