"""What the list of tasks one oversees shows: in which state, which words, set by whom."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from duties import states
from duties.models import Task

SHOWN = [
    ("waiting", "Waiting for approval"),
    ("to_do", "To do"),
    ("completed", "Completed"),
    ("withdrawn", "Withdrawn"),
]
IN = {
    "waiting": [states.DONE],
    "to_do": list(states.WITH_OWNER),
    "completed": [states.COMPLETED],
    "withdrawn": [states.WITHDRAWN],
}
WHOSE = [("mine", "Set by me"), ("others", "Set by others")]


class TaskFilter(django_filters.FilterSet):
    """GET parameters: q, state, whose."""

    q = django_filters.CharFilter(label="Search titles and people", method="by_text", max_length=200)
    state = django_filters.ChoiceFilter(
        label="State", choices=SHOWN, method="by_state", empty_label="Every state"
    )
    whose = django_filters.ChoiceFilter(
        label="Set by", choices=WHOSE, method="by_setter", empty_label="Everybody"
    )

    class Meta:
        model = Task
        fields: list[str] = []

    def by_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(owner__first_name__icontains=word)
                | Q(owner__last_name__icontains=word)
            )
        return queryset

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(state__in=IN[value])

    def by_setter(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        mine = Q(set_by=self.request.user)
        return queryset.filter(mine if value == "mine" else ~mine)

    @property
    def is_narrowed(self) -> bool:
        return not self.form.is_valid() or any(self.form.cleaned_data.values())

    @property
    def summary(self) -> str:
        """The present filter in words."""
        if not self.form.is_valid():
            return "to correct"
        given: dict[str, Any] = self.form.cleaned_data
        parts = [
            dict(SHOWN).get(given["state"], ""),
            dict(WHOSE).get(given["whose"], ""),
            f"“{given['q']}”" if given["q"] else "",
        ]
        return ", ".join(part for part in parts if part)
