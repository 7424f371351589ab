"""What one scorer keeps of one piece of work: notes that nobody else reads, and the version they last looked at."""

import uuid
from typing import Any

from django.db import models

from assessments.models.work import Assignment


class ScorerQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "ScorerQuerySet":
        """One's own alone, while one may score the work."""
        if member.pk is None:
            return self.none()
        work = Assignment.objects.scored_by(member).order_by().values("pk")
        return self.filter(person_id=member.pk, assignment__in=work)


class Scorer(models.Model):
    """`seen_version` is the newest version this person was shown, `compared_version` the one they had been shown before."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scorers")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    notes = models.TextField(blank=True)
    # When the notes were last saved; the token that tells two windows apart.
    noted_at = models.DateTimeField(null=True, blank=True)
    seen_version = models.PositiveSmallIntegerField(default=0)
    compared_version = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ScorerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "person"], name="assessments_scorer_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.assignment}"

    @property
    def notes_token(self) -> str:
        return self.noted_at.isoformat() if self.noted_at else ""
