"""Cohorts, who is in them and since when, what was set to them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone


class CohortQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "CohortQuerySet":
        """The cohorts this trainer runs."""
        if member.pk is None or not member.has_role("trainer"):
            return self.none()
        return self.filter(
            pk__in=Cohort.trainers.through.objects.filter(user_id=member.pk).values("cohort_id")
        )


class Cohort(models.Model):
    """People trained together. `ends_on` empty means open-ended."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    trainers = models.ManyToManyField("people.User", related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="cohorts_cohort_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohorts:cohort_detail", args=[self.uid])

    def is_run_by(self, member: Any) -> bool:
        return any(trainer.pk == member.pk for trainer in self.trainers.all())


class MembershipQuerySet(models.QuerySet):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_on=None)


class Membership(models.Model):
    """One person's time in a cohort. Whoever leaves keeps their work; only this row gets its last day."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="cohort_memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"], condition=Q(left_on=None), name="cohorts_member_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="cohorts_member_left_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"


class CohortItem(models.Model):
    """A template set to the whole cohort. `once` is the key of the form that set it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="items")
    template = models.ForeignKey(
        "assessments.Template", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=160)
    due_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["set_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "once"], name="cohorts_item_once")]

    def __str__(self) -> str:
        return self.title


class CohortAssignment(models.Model):
    """The link from a member's work to the item it came from; kept after they leave."""

    item = models.ForeignKey(CohortItem, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    assignment = models.OneToOneField(
        "assessments.Assignment", on_delete=models.CASCADE, related_name="cohort_link"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="cohorts_assignment_once")]

    def __str__(self) -> str:
        return f"{self.item} for {self.person}"
