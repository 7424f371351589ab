"""Filters of a list that read days as people write them."""

import django_filters
from django import forms

from lib.fields import DateText


class DayFilter(django_filters.Filter):
    field_class = DateText


def edge(label: str) -> DayFilter:
    """The first or last day of a period. Both are read together, in the set's `filter_queryset`; `by_nothing` waits."""
    return DayFilter(label=label, method="by_nothing", widget=forms.TextInput(attrs={"autocomplete": "off"}))
