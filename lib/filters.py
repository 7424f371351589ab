"""Filters of a person's log: words, a tag, and a period whose days are read as people write them."""

from typing import Any

import django_filters
from django import forms

from lib.fields import DateText


class DayFilter(django_filters.Filter):
    field_class = DateText


def edge(label: str) -> DayFilter:
    """The first or last day of a period. Both are read together, in `LogFilter.filter_queryset`; `by_nothing` waits."""
    return DayFilter(label=label, method="by_nothing", widget=forms.TextInput(attrs={"autocomplete": "off"}))


class LogFilter(django_filters.FilterSet):
    """For rows whose queryset answers `in_period(first, last)` and `holding_text(words)` and that have `tags`."""

    def filter_queryset(self, queryset: Any) -> Any:
        given = self.form.cleaned_data
        return super().filter_queryset(queryset).in_period(given.get("from"), given.get("to"))

    def by_text(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.holding_text(value)

    def by_tag(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(tags__contains=[value.strip()])

    def by_nothing(self, queryset: Any, name: str, value: Any) -> Any:
        """Both edges are read together, in filter_queryset."""
        return queryset

    @property
    def is_narrowed(self) -> bool:
        return not self.form.is_valid() or any(self.form.cleaned_data.get(name) for name in self.filters)
