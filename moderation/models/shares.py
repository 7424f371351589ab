"""A share of what a trainer sets that is marked twice, blind: fixed by a seed before anything is handed in."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import Template


class ShareQuerySet(models.QuerySet):
    def running(self) -> "ShareQuerySet":
        return self.filter(ended_at=None)

    def visible_to(self, member: Any) -> "ShareQuerySet":
        """A trainer's own."""
        if member.pk is None or not member.has_role("trainer"):
            return self.none()
        return self.filter(asked_by_id=member.pk)


class Share(models.Model):
    """`percent` of the work of one template set by one trainer; `markers` are asked in turn."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    markers = models.ManyToManyField("people.User", related_name="+")
    percent = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=200)
    # The one-time key of the form that began it: pressing twice begins one.
    once = models.UUIDField(editable=False)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="moderation_share_percent"
            ),
            models.UniqueConstraint(fields=["asked_by", "once"], name="moderation_share_begun_once"),
            models.UniqueConstraint(
                fields=["template", "asked_by"],
                condition=Q(ended_at=None),
                name="moderation_share_one_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} per cent of {self.template}"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None
