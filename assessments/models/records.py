"""What is written once and kept: each submission as it was frozen, each move with its time and actor."""

import uuid

from django.db import models
from django.utils import timezone

from assessments import states
from assessments.models.work import Assignment


class Submission(models.Model):
    """What was frozen at one submission: `snapshot` is the words, `digest` its hash (lib.digests). Written once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    attempt = models.PositiveSmallIntegerField(default=1)
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "number"], name="assessments_submission_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def owner_id(self) -> int:
        return self.assignment.owner_id


class Transition(models.Model):
    """One move, with its time and actor. `marks` keeps the scores and feedback that it released, for good."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="transitions")
    from_state = models.CharField(max_length=9, choices=states.STATES, blank=True)
    to_state = models.CharField(max_length=9, choices=states.STATES)
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=1)
    marks = models.JSONField(default=dict, blank=True)
    # The one-time key of the form: pressing twice, or trying again, is one act.
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "once"], name="assessments_transition_once")
        ]

    def __str__(self) -> str:
        return f"{self.from_state} to {self.to_state}"
