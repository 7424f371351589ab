"""What the table, the exports and the API show: one set of filters."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django.utils import timezone

from activities import panels
from activities.models import Activity, Category
from activities.queries import ActivityQuerySet
from lib.fields import Tick
from lib.filters import LogFilter, edge

PERIODS = [
    ("this_year", "This calendar year"),
    ("last_year", "Last calendar year"),
    ("last_12_months", "The last 12 months"),
]


def period_days(name: str, today: date) -> tuple[date, date]:
    """First and last day of a preset, both included."""
    if name == "last_12_months":
        return today - timedelta(364), today
    year = today.year - (name == "last_year")
    return date(year, 1, 1), date(year, 12, 31)


class ActivityFilter(LogFilter):
    """GET parameters: q, period, from, to, category, tag, register, unfinished. `owner` is the view's own."""

    q = django_filters.CharFilter(label="Search", method="by_text", max_length=200)
    period = django_filters.ChoiceFilter(
        label="Period", choices=PERIODS, method="by_period", empty_label="Any time"
    )
    category = django_filters.ChoiceFilter(
        label="Category", choices=Category.choices, empty_label="All categories"
    )
    tag = django_filters.CharFilter(label="Tag", method="by_tag", max_length=40)
    register = django_filters.ChoiceFilter(
        label="Register", choices=[], method="by_register", empty_label="Any register"
    )
    unfinished = django_filters.BooleanFilter(
        label="Only unfinished", method="by_unfinished", widget=Tick, required=False
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = panels.register_choices(self.request.user)
        self.filters["register"].extra["choices"] = choices
        if not choices:
            del self.filters["register"]

    def by_period(self, queryset: ActivityQuerySet, name: str, value: str) -> ActivityQuerySet:
        return queryset.in_period(*period_days(value, timezone.localdate()))

    def by_register(self, queryset: ActivityQuerySet, name: str, value: str) -> ActivityQuerySet:
        for narrowed in panels.REGISTER_FILTERS:
            queryset = narrowed(queryset, value)
        return queryset

    def by_unfinished(self, queryset: ActivityQuerySet, name: str, value: bool) -> ActivityQuerySet:
        return queryset.unfinished() if value else queryset


# `from` is a word of Python's own and cannot be written in the class.
ActivityFilter.base_filters.update({"from": edge("From"), "to": edge("To")})
