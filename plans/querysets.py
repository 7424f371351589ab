"""Which plans and goals: the narrowing that screens and calls share."""

from datetime import date
from typing import Any

from django.db import models

from sharing.models import ItemQuerySet


class PlanQuerySet(ItemQuerySet):
    def overlapping(self, start: date, end: date) -> "PlanQuerySet":
        """Those whose period touches the days from `start` to `end`."""
        return self.filter(start__lte=end, end__gte=start)

    def present(self, today: date) -> "PlanQuerySet":
        """The present one first: what holds today, then what begins next; nothing that is over."""
        return self.filter(end__gte=today).order_by("start", "pk")


class GoalQuerySet(models.QuerySet):
    def alive(self) -> "GoalQuerySet":
        return self.filter(deleted_at=None, plan__deleted_at=None)

    def visible_to(self, member: Any) -> "GoalQuerySet":
        """A goal is read with its plan, and by nobody else."""
        from plans.models import Plan

        return self.filter(deleted_at=None, plan__in=Plan.objects.visible_to(member))

    def owned_by(self, member: Any) -> "GoalQuerySet":
        return self.alive().filter(plan__owner_id=member.pk) if member.pk else self.none()
