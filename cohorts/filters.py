"""Whom the matrix shows: by name, unit and presence in the database; by state and item when its cells are known."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from cohorts.matrix import NOT_SET, QUIET_AFTER
from cohorts.models import Membership
from lib.fields import Tick
from lib.filters import ListFilter, holding_words
from lib.statuses import STATUSES

STATES = [
    *((name, STATUSES[name][2]) for name in ("overdue", "not_started", "in_progress", "waiting", "returned")),
    ("completed", "Completed or attended"),
    ("not_met", "Did not attend"),
    ("attention", "Attendance not marked"),
    ("planned", "Event to come"),
    ("withdrawn", "Withdrawn"),
    (NOT_SET, "Not set"),
]


class MatrixFilter(ListFilter):
    """GET parameters: q, unit, state, item, quiet."""

    EVERYTHING = "everyone"

    q = django_filters.CharFilter(label="Name", method="by_name", max_length=120)
    unit = django_filters.ChoiceFilter(
        label="Unit", choices=[], field_name="person__unit", empty_label="All units"
    )
    item = django_filters.ChoiceFilter(label="Item", choices=[], method="by_nothing", empty_label="All items")
    state = django_filters.ChoiceFilter(
        label="State", choices=STATES, method="by_nothing", empty_label="Any state"
    )
    quiet = django_filters.BooleanFilter(
        label="Only who is quiet for more than 30 days", method="by_quiet", widget=Tick, required=False
    )

    class Meta:
        model = Membership
        fields: list[str] = []

    def __init__(self, *args: Any, items: list[Any], units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["item"].extra["choices"] = [(str(item.uid), item.title) for item in items]
        self.filters["unit"].extra["choices"] = units

    def by_name(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return holding_words(queryset, value, "person__first_name", "person__last_name")

    def by_quiet(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        if not value:
            return queryset
        since = timezone.localdate() - QUIET_AFTER
        return queryset.filter(Q(person__last_seen=None) | Q(person__last_seen__lt=since))

    @property
    def given(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.form.is_valid() else {}

    @property
    def narrows_people(self) -> bool:
        """Whether the database has to be asked whom it leaves."""
        return any(self.given.get(name) for name in ("q", "unit", "quiet"))
