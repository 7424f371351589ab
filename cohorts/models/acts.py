"""What was done to several members at once, so that it happens once and can be taken back."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from cohorts.models.groups import Cohort
from lib.formats import count

SAID = {
    "remind": ("reminder sent", "reminders sent"),
    "extend": ("due date changed", "due dates changed"),
    "assign": ("item set", "items set"),
    "move": ("person moved", "people moved"),
    "add": ("person added", "people added"),
}


class BulkAct(models.Model):
    """`touched` holds keys only: one row for each person (and piece of work) with what it takes to undo it."""

    class Kind(models.TextChoices):
        REMIND = "remind", "Reminded"
        EXTEND = "extend", "New due date"
        ASSIGN = "assign", "Set again"
        MOVE = "move", "Moved"
        ADD = "add", "Added"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=6, choices=Kind)
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    touched: Any = models.JSONField(default=list)
    once = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "once"], name="cohorts_act_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {len(self.touched)}"

    @property
    def said(self) -> str:
        """`3 reminders sent`."""
        return count(len(self.touched), *SAID[self.kind])

    @property
    def may_undo(self) -> bool:
        return self.undone_at is None and bool(self.touched) and self.kind != self.Kind.REMIND
