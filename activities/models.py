"""The activity, and the verification that a supervisor gives it."""

import uuid
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from activities.queries import ActivityQuerySet, VerificationQuerySet
from lib.sealing import seal, unseal
from sharing.models import SealableItem

# The word for activities wherever an item is named by kind and uid.
KIND = "activity"
SEALED_TITLE = "Sealed activity"


class Category(models.TextChoices):
    """The five that every register's own categories are mapped from."""

    WORK_BASED = "work_based", "Work-based learning"
    PROFESSIONAL = "professional", "Professional activity"
    FORMAL = "formal", "Formal or educational"
    SELF_DIRECTED = "self_directed", "Self-directed learning"
    OTHER = "other", "Other"


class Activity(SealableItem):
    """Something done (or planned) that counts as CPD. Written by `activities.actions` only.

    `end_date` None means it still goes on. `minutes` is its length. `claims` is a list of {pack, category, points};
    `competences` a list of "pack/grade/code". The `has_…` flags stay readable when the words are sealed.
    """

    title = models.CharField(max_length=200, blank=True)
    provider = models.CharField(max_length=200, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    minutes = models.PositiveIntegerField()
    planned = models.BooleanField(default=False)
    was_planned = models.BooleanField(default=False)
    category = models.CharField(max_length=13, choices=Category)
    description = models.TextField(blank=True)
    benefit_practice = models.TextField(blank=True)
    benefit_users = models.TextField(blank=True)
    has_description = models.BooleanField(default=False, editable=False)
    has_practice = models.BooleanField(default=False, editable=False)
    has_users = models.BooleanField(default=False, editable=False)
    self_points = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    claims = models.JSONField(default=list, blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    competences = models.JSONField(default=list, blank=True)

    SEALED_FIELDS: tuple[str, ...] = ("title", "provider", "description", "benefit_practice", "benefit_users")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-start_date", "-pk"]
        verbose_name_plural = "activities"
        indexes = [models.Index(fields=["owner", "-start_date"], name="activities_owner_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="activities_end_after_start",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="activities_takes_time"),
            models.CheckConstraint(
                condition=Q(self_points=None) | Q(self_points__gte=0), name="activities_self_points_positive"
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="activities_category_known"
            ),
            models.CheckConstraint(condition=Q(sealed=True) | ~Q(title=""), name="activities_has_title"),
        ]

    def __str__(self) -> str:
        return self.title or SEALED_TITLE

    def get_absolute_url(self) -> str:
        return reverse("activities:activity_detail", args=[self.uid])

    def put_away(self, words: dict[str, str]) -> None:
        super().put_away(words)
        self.has_description = bool(words["description"].strip())
        self.has_practice = bool(words["benefit_practice"].strip())
        self.has_users = bool(words["benefit_users"].strip())

    @property
    def is_unfinished(self) -> bool:
        """Done, but a word on what it brought is missing."""
        return not self.planned and not (self.has_practice and self.has_users)

    @property
    def live_verification(self) -> "Verification | None":
        """The one in force; reads the prefetched list where a table fetched it."""
        return next((one for one in self.verifications.all() if one.voided_at is None), None)

    @property
    def last_verification(self) -> "Verification | None":
        """The one in force, or the latest that was."""
        return next(iter(self.verifications.all()), None)


class Verification(models.Model):
    """A supervisor saw this version and awards its points. `voided_at` is written by `activities.actions` only.

    `digest` covers words, dates, minutes and evidence, and `facts` keeps that version as it was signed. The words move to
    `sealed_facts`, encrypted, while the activity is sealed.
    """

    class Why(models.TextChoices):
        CHANGED = "changed", "The activity was changed afterwards"
        WITHDRAWN = "withdrawn", "Withdrawn by the supervisor"
        REPLACED = "replaced", "Verified again"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="verifications")
    by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    points_awarded = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    facts = models.JSONField()
    sealed_facts = models.TextField(blank=True, editable=False)
    once = models.UUIDField(default=uuid.uuid4, unique=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_why = models.CharField(max_length=9, choices=Why, blank=True)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity"], condition=Q(voided_at=None), name="activities_verified_once"
            ),
            models.CheckConstraint(
                condition=Q(points_awarded=None) | Q(points_awarded__gte=Decimal(0)),
                name="activities_points_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"Verified by {self.by_name}"

    def signed(self) -> dict[str, Any]:
        """The version signed, with its words. For the owner's own session only while the activity is sealed."""
        return self.facts | (unseal(self.sealed_facts) if self.sealed_facts else {})

    def put_away(self, *, sealed: bool) -> None:
        """Move the words between `facts` and `sealed_facts`. Does not save."""
        whole = self.signed()
        words = {name: whole[name] for name in Activity.SEALED_FIELDS}
        self.sealed_facts = seal(words) if sealed else ""
        self.facts = {name: held for name, held in whole.items() if name not in words} if sealed else whole
