"""A year looked at as the body would, by its own owner: the pack as it was that day, a checklist, own ticks and notes."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from registers import packs
from registers.editions import Edition
from registers.models import Registration


class MockAuditQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "MockAuditQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class MockAudit(models.Model):
    """The owner's alone. `facts` and `lines` are as on the day; `ticks` are what the owner says of each line."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, null=True, on_delete=models.SET_NULL, related_name="+")
    pack = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)
    period_from = models.DateField()
    period_to = models.DateField()
    facts = models.JSONField()
    # [{"key", "group", "title", "status", "says", "url", "mend"}], of audits.checklist
    lines = models.JSONField()
    # {key: {"ok": bool, "note": text}}
    ticks = models.JSONField(default=dict, blank=True)
    response_days = models.PositiveSmallIntegerField()
    respond_by = models.DateField()
    once = models.UUIDField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = MockAuditQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="audits_mock_period")
        ]

    def __str__(self) -> str:
        return f"Mock audit for {self.grade}, {self.edition.called}"

    def get_absolute_url(self) -> str:
        return reverse("audits:mock_detail", args=[self.uid])

    @property
    def edition(self) -> Edition:
        return packs.edition_on(self.pack, self.period_to)

    @property
    def days_left(self) -> int:
        return (self.respond_by - timezone.localdate()).days
