"""A due date that was moved: from when to when, by whom and why. Kept for good."""

import uuid

from django.db import models
from django.utils import timezone

from assessments.models.work import Assignment


class Extension(models.Model):
    """`reason` is shown to whoever does the work. Written by `actions.extending` only."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    before = models.DateField(null=True, blank=True)
    after = models.DateField(null=True, blank=True)
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "once"], name="assessments_extension_once")
        ]

    def __str__(self) -> str:
        return f"Due {self.after}"
