"""What the list of tasks one oversees shows: in which state, which words, set by whom."""

import django_filters
from django.db.models import Q, QuerySet

from duties import states
from duties.models import Task
from lib.filters import ListFilter, holding_words

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


class TaskFilter(ListFilter):
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
        return holding_words(queryset, value, "title", "owner__first_name", "owner__last_name")

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(state__in=IN[value])

    def by_setter(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        mine = Q(set_by=self.request.user)
        return queryset.filter(mine if value == "mine" else ~mine)
