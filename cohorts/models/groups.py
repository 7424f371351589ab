"""Cohorts, who is in them and since when, and by which rule people join."""

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
    # The one-time key of the form that made it; empty where there was none.
    made_key = models.UUIDField(null=True, unique=True, editable=False)

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


class JoinRule(models.Model):
    """Technicians who join a cohort by themselves: all that is filled in must hold. It adds people and removes nobody.

    `set_by` is the trainer in whose name they are added and set the items.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="rule")
    unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    job_title = models.ForeignKey(
        "people.JobTitle", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # Accounts made after this day.
    joined_after = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(unit=None, job_title=None, joined_after=None), name="cohorts_rule_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"Rule of {self.cohort}"
