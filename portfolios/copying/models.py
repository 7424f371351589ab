"""What was copied to whom, in one act, with what became of each piece."""

import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from lib.formats import count


class CopyActQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "CopyActQuerySet":
        """One's own: whoever got something sees the lines that are about them, in their own list."""
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class CopyAct(models.Model):
    """One press of the button. `owner` is whoever copied; `once` tells a repeated form from a new one."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    once = models.UUIDField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = CopyActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "once"], name="portfolios_copied_once")]

    def __str__(self) -> str:
        return f"Copied {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("portfolios:copy_detail", args=[self.uid])

    @property
    def said(self) -> str:
        """`6 copies made, 2 left out`."""
        lines = self.lines.all()
        made = sum(1 for line in lines if line.outcome != CopyLine.Outcome.SAME)
        left = len(lines) - made
        return count(made, "copy made", "copies made") + (f", {left} left out" if left else "")


class CopyLine(models.Model):
    """One thing to one person. `source_uid` is what was copied; `thing_uid` what the receiver has: the copy, or what they
    had of that kind and title already. `token` is the copy as it arrived, to know later whether it was touched.
    """

    class Kind(models.TextChoices):
        PAGE = "page", "Page"
        ENTRY = "entry", "Journal entry"
        ACTIVITY = "activity", "Activity"

    class Outcome(models.TextChoices):
        MADE = "made", "Copied"
        SAME = "same", "Left out: has one of this type and title"
        UNDONE = "undone", "Taken back"

    act = models.ForeignKey(CopyAct, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    source_uid = models.UUIDField()
    thing_uid = models.UUIDField()
    outcome = models.CharField(max_length=6, choices=Outcome)
    token = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "person", "kind", "source_uid"], name="portfolios_copied_to_each_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.person}"
