"""Filters of lists, with what is chosen in words; and of a log: words, a tag, days as people write them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from lib.fields import DateText
from lib.formats import day


class DayFilter(django_filters.Filter):
    field_class = DateText


def edge(label: str) -> DayFilter:
    """The first or last day of a period. Both are read together, in `LogFilter.filter_queryset`; `by_nothing` waits."""
    return DayFilter(label=label, method="by_nothing", widget=forms.TextInput(attrs={"autocomplete": "off"}))


def holding_words(rows: QuerySet, words: str, *fields: str) -> QuerySet:
    """Those in which each word stands somewhere in one of these fields."""
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


class ListFilter(django_filters.FilterSet):
    """The GET parameters of a list. `EVERYTHING` is what its summary says while nothing is chosen."""

    EVERYTHING = "everything"

    @property
    def is_narrowed(self) -> bool:
        return not self.form.is_valid() or any(self.form.cleaned_data.get(name) for name in self.filters)

    @property
    def summary(self) -> str:
        """The present filter in words."""
        return ", ".join(self._said()) or self.EVERYTHING if self.form.is_valid() else "to correct"

    def _said(self) -> Iterator[str]:
        for name, value in self.form.cleaned_data.items():
            field = self.form.fields[name]
            label = str(field.label)
            if name == "q" and value:
                yield f"“{value}”"
            elif value is True:
                yield label[:1].lower() + label[1:]
            elif isinstance(value, date):
                yield f"{label.lower()} {day(value)}"
            elif value:
                yield str(dict(getattr(field, "choices", ())).get(value, f"{label.lower()} {value}"))

    def by_nothing(self, queryset: Any, name: str, value: Any) -> Any:
        """For what is read together with others, or asked of the rows when they are known."""
        return queryset


class LogFilter(ListFilter):
    """For rows whose queryset answers `in_period(first, last)` and `holding_text(words)` and that have `tags`."""

    def filter_queryset(self, queryset: Any) -> Any:
        given = self.form.cleaned_data
        return super().filter_queryset(queryset).in_period(given.get("from"), given.get("to"))

    def by_text(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.holding_text(value)

    def by_tag(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(tags__contains=[value.strip()])
