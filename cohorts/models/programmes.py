"""Programmes: what a cohort does from its first day on, kept apart from any cohort so that it can be used each year."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cohorts.models.items import ItemBase
from cohorts.previews import after_words


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "ProgrammeQuerySet":
        """The same answer as `Programme.opens_to`: a trainer's own and the institution's; an admin's the institution's."""
        if not member.has_role("trainer", "admin"):
            return self.none()
        opened = Q(owner=None)
        if member.has_role("trainer"):
            opened |= Q(owner_id=member.pk)
        return self.filter(opened)


class Programme(models.Model):
    """Without an owner it is the institution's: every trainer uses and copies it, admins change it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=120)
    notes = models.TextField(blank=True)
    # The one-time key of the form that made it.
    made_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    # Written by every act on it or its items; the token that tells two editors apart.
    changed = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cohorts:programme_detail", args=[self.uid])

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()

    def opens_to(self, member: Any) -> bool:
        if self.owner_id is None:
            return member.has_role("trainer", "admin")
        return member.has_role("trainer") and self.owner_id == member.pk


class ProgrammeItem(ItemBase):
    """One thing to do, so many days after the first day of whichever cohort starts the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="items")
    offset_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["offset_days", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(offset_days__lte=1_830), name="cohorts_programme_item_offset")
        ]

    @property
    def after(self) -> str:
        return after_words(self.offset_days)

    def due_on(self, starts_on: date) -> date:
        return starts_on + timedelta(days=self.offset_days)
