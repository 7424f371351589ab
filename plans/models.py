"""The plan, its goals, and the activities that work towards them."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from plans.querysets import GoalQuerySet, PlanQuerySet
from sharing.models import Item

# The word for plans wherever an item is named by kind and uid.
KIND = "plan"


class Plan(Item):
    """What somebody means to learn in a period, both days included. Written by `plans.actions` only.

    `evaluation` is the word on the whole of it; `evaluated_on` the day it was finished, None while it is a draft.
    """

    title = models.CharField(max_length=120)
    start = models.DateField()
    end = models.DateField()
    evaluation = models.TextField(blank=True)
    evaluated_on = models.DateField(null=True, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "-pk"]
        indexes = [models.Index(fields=["owner", "-start"], name="plans_owner_start")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="plans_end_after_start"),
            models.CheckConstraint(condition=~Q(title=""), name="plans_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.uid])

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


class Goal(models.Model):
    """One thing to reach within a plan. Written by `plans.actions` only; whoever reads the plan reads its goals.

    `settled_on` and `outcome` belong to a goal reached or dropped; `competences` is a list of "pack/grade/code".
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        REACHED = "reached", "Reached"
        DROPPED = "dropped", "Dropped"

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    start_on = models.DateField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)
    competences = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    carried_from = models.ForeignKey(
        "plans.Goal", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    activities = models.ManyToManyField("activities.Activity", through="plans.Link", related_name="goals")
    created = models.DateTimeField(default=timezone.now, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "reached", "dropped"]), name="plans_goal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(settled_on__isnull=False), name="plans_goal_settled_has_day"
            ),
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(target_on=None) | Q(target_on__gte=F("start_on")),
                name="plans_goal_target_after_start",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="plans_goal_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:goal_detail", args=[self.uid])

    @property
    def owner_id(self) -> int:
        return self.plan.owner_id

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.target_on is not None and self.target_on < timezone.localdate()

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()

    def opens_to(self, member: object) -> bool:
        """Whoever the plan opens to."""
        return self.deleted_at is None and self.plan.opens_to(member)


class Link(models.Model):
    """An activity works towards a goal: planned for it, or found afterwards to have done so."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links")
    activity = models.ForeignKey("activities.Activity", on_delete=models.CASCADE, related_name="goal_links")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["goal", "activity"], name="plans_linked_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} for {self.goal_id}"
