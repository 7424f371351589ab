"""Forms about plans and goals: they validate, and never save."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils import timezone

from activities.fields import CompetencesText
from activities.models import Activity, Category
from lib.fields import DateText
from lib.filters import LogFilter, edge
from lib.formats import day
from plans.models import Goal, Plan

LONGEST_TEXT = 20_000
LONGEST_YEARS = 6


def words_field(label: str, help_text: str = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows, "data-words": "0"}),
        error_messages={"max_length": "Shorten this text to 20,000 characters."},
    )


class PlanForm(forms.Form):
    """Title and period of a plan, both days included."""

    title = forms.CharField(
        label="What do you call it?",
        max_length=120,
        help_text="For example 2026, or My first year in the workshop.",
        error_messages={"required": "Give the plan a title, for example the year."},
    )
    start = DateText(
        label="First day", required=True, error_messages={"required": "Say when the plan begins."}
    )
    end = DateText(label="Last day", required=True, error_messages={"required": "Say when the plan ends."})
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end < start:
            self.add_error("end", "The last day is before the first: check both.")
        elif start and end and end.year - start.year > LONGEST_YEARS:
            self.add_error("end", f"A plan runs for {LONGEST_YEARS} years at most: make several.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "start", "end")}


class GoalForm(forms.Form):
    """What somebody wants to reach. With the plan at hand, days outside its period are refused."""

    title = forms.CharField(
        label="What do you want to reach?",
        max_length=200,
        error_messages={
            "required": "Say what you want to reach.",
            "max_length": "Shorten the goal to 200 characters; “Why” has room for more.",
        },
    )
    why = words_field("Why does it matter?", "For you, your group, the people who use your work.")
    measure = words_field("How will you know?", "What you, or somebody else, could see or check.")
    start_on = DateText(label="You begin on")
    target_on = DateText(label="Reached by", help_text="For example 30 Jun. It may be left open.")
    competences = CompetencesText(
        label="Competences it builds", help_text="What of each register’s standard you mean to build."
    )
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_start_on(self) -> date | None:
        return self._inside(self.cleaned_data["start_on"])

    def clean_target_on(self) -> date | None:
        return self._inside(self.cleaned_data["target_on"])

    def _inside(self, given: date | None) -> date | None:
        if given and not self.plan.holds(given):
            raise forms.ValidationError(
                f"{day(given)} is outside this plan, which runs from {day(self.plan.start)} to {day(self.plan.end)}."
            )
        return given

    def clean(self) -> dict[str, Any]:
        super().clean()
        begin, target = self.cleaned_data.get("start_on"), self.cleaned_data.get("target_on")
        if begin and target and target < begin:
            self.add_error("target_on", "It would be reached before it begins: check both days.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        names = ("title", "why", "measure", "start_on", "target_on", "competences")
        return {name: self.cleaned_data[name] for name in names}


class SettleForm(forms.Form):
    """What became of a goal."""

    state = forms.ChoiceField(
        label="What became of it?",
        choices=[("reached", "Reached"), ("dropped", "Dropped")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was reached or dropped."},
    )
    on = DateText(label="When?", help_text="Left empty, it is today.")
    outcome = words_field("What came of it?", "A line is enough. If it was dropped: why.")

    def clean_on(self) -> date:
        on, today = self.cleaned_data["on"], timezone.localdate()
        if on and on > today:
            raise forms.ValidationError(f"{day(on)} is still to come: give a day that has been.")
        return on or today


class EvaluationForm(forms.Form):
    """A word on each goal (`goal-<uid>`) and on the whole. With `finish` the whole must say something."""

    overall = words_field(
        "How did it go as a whole?",
        "What the plan did for your work, what you would plan differently.",
        rows=6,
    )
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, goals: list[Goal], finish: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals, self.finish = goals, finish
        for goal in goals:
            self.fields[f"goal-{goal.uid}"] = words_field(f"How did “{goal.title}” go?")

    def clean_overall(self) -> str:
        overall = self.cleaned_data["overall"]
        if self.finish and not overall.strip():
            raise forms.ValidationError("Write a line on the whole before you finish the evaluation.")
        return overall

    def by_goal(self) -> dict[Any, str]:
        return {goal.uid: self.cleaned_data[f"goal-{goal.uid}"] for goal in self.goals}

    @staticmethod
    def shown(plan: Plan, goals: list[Goal]) -> dict[str, Any]:
        """Initial values for a stored plan."""
        texts = {f"goal-{goal.uid}": goal.evaluation for goal in goals}
        return texts | {"overall": plan.evaluation, "changed": plan.changed_token}


class LinkFilter(LogFilter):
    """GET parameters: q, from, to, category, competence. Which of one's own activities to link."""

    q = django_filters.CharFilter(label="Search", method="by_text", max_length=200)
    category = django_filters.ChoiceFilter(
        label="Category", choices=Category.choices, empty_label="All categories"
    )
    competence = django_filters.BooleanFilter(
        label="Only what shows a competence of this goal",
        method="by_competence",
        widget=forms.CheckboxInput,
        required=False,
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal = goal
        if not goal.competences:
            del self.filters["competence"]

    def by_competence(self, queryset: Any, name: str, value: bool) -> Any:
        if not value:
            return queryset
        shows = [queryset.filter(competences__contains=[one]).values("pk") for one in self.goal.competences]
        return queryset.filter(pk__in=shows[0].union(*shows[1:]))


# `from` is a word of Python's own and cannot be written in the class.
LinkFilter.base_filters.update({"from": edge("From"), "to": edge("To")})
