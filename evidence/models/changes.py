"""Acts on several pieces at once."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

UNDO_DAYS = 30


class LibraryChangeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "LibraryChangeQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class LibraryChange(models.Model):
    """One act of an owner's on several pieces, kept so that it can be taken back; forgotten after UNDO_DAYS.

    `pieces` is [{"uid", "before": {field: value}, "after": {…}}]; `once` tells a repeated form from a new one.
    """

    class Kind(models.TextChoices):
        MOVED = "moved", "Moved to a folder"
        TAGS_ADDED = "tags_added", "Tags added"
        TAGS_REMOVED = "tags_removed", "Tags removed"
        DELETED = "deleted", "Deleted"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    pieces = models.JSONField(default=list)
    once = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = LibraryChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "once"], name="evidence_changed_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def can_undo(self) -> bool:
        return self.undone_at is None and self.made_at >= timezone.now() - timedelta(UNDO_DAYS)
