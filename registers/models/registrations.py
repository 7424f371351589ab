"""Registrations a person holds or held, and breaks from practice."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from registers import packs, shape
from registers.editions import Edition, UnknownGradeError


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "OwnedQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class Registration(models.Model):
    """One register (or membership) somebody holds or works towards. Their own; nobody else reads it."""

    class Standing(models.TextChoices):
        ACTIVE = "active", "Professionally active"
        PARTLY_ACTIVE = "partly_active", "Partly active"
        SEMI_RETIRED = "semi_retired", "Semi-retired"
        RETIRED = "retired", "Retired"
        NOT_ACTIVE = "not_active", "Not active"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="registrations")
    pack = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    is_candidate = models.BooleanField(default=False)
    employer_pays = models.BooleanField(default=False)
    registered_on = models.DateField(null=True, blank=True)
    # The member's own date, from which some bodies count the year.
    anchor_date = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["ended_on", "created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "pack", "grade"], condition=Q(ended_on=None), name="registers_held_once"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=shape.STATUSES), name="registers_registration_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grade}, {self.edition.called}"

    def get_absolute_url(self) -> str:
        return reverse("registers:registration_detail", args=[self.uid])

    @property
    def edition(self) -> Edition:
        return packs.editions(self.pack)[-1]

    @property
    def grade_title(self) -> str:
        try:
            return self.edition.grade(self.grade).title
        except UnknownGradeError:
            return self.grade

    @property
    def anchor(self) -> Any:
        return self.anchor_date or self.registered_on

    @property
    def is_lapsed(self) -> bool:
        return self.ended_on is not None and self.ended_on <= timezone.localdate()


class Break(models.Model):
    """Time away from practice, agreed with the body."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="breaks")
    reason = models.CharField(
        max_length=14, choices=[(word, word.replace("_", " ").capitalize()) for word in shape.BREAKS]
    )
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="registers_break_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
