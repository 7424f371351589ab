"""What is set to a cohort, and what became of it for each member."""

import uuid
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from cohorts.models.groups import Cohort, Membership

ASSESSMENT, TASK, EVENT = "assessment", "task", "event"


class ItemBase(models.Model):
    """One thing to do. `kind` is a name of `cohorts.kinds.KINDS`; `place` is an event's; `notes` are an event's
    or a task's."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, default=ASSESSMENT)
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=120, blank=True)
    notes = models.TextField(blank=True)
    template = models.ForeignKey(
        "assessments.Template", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class CohortItemQuerySet(models.QuerySet):
    def followed_by(self, member: Any) -> "CohortItemQuerySet":
        """What the cohorts they are in were set."""
        inside = Membership.objects.current().filter(person_id=member.pk)
        return self.filter(cohort__in=inside.values("cohort"))


class CohortItem(ItemBase):
    """Set to every member and to whoever joins later. `once` is the key of the form that set it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="items")
    programme = models.ForeignKey(
        "cohorts.Programme", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = CohortItemQuerySet.as_manager()

    class Meta:
        ordering = ["set_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "once"], name="cohorts_item_once")]

    def get_absolute_url(self) -> str:
        return self.address

    @cached_property
    def address(self) -> str:
        """Asked for by every cell of its column."""
        return reverse("cohorts:item_detail", args=[self.cohort.uid, self.uid])


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


class CohortTask(models.Model):
    """The link from a member's task to the item it came from; kept after they leave."""

    item = models.ForeignKey(CohortItem, on_delete=models.CASCADE, related_name="tasks")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    task = models.OneToOneField("duties.Task", on_delete=models.CASCADE, related_name="cohort_link")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="cohorts_task_once")]

    def __str__(self) -> str:
        return f"{self.item} for {self.person}"


class Attendance(models.Model):
    """Whether one member came to an event; without a row nobody has said."""

    item = models.ForeignKey(CohortItem, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    attended = models.BooleanField()
    marked_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="cohorts_attendance_once")]

    def __str__(self) -> str:
        return f"{self.person} at {self.item}"
