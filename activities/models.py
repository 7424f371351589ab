"""The activity, and the verification that a supervisor gives it."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

# Django knows these two by being named here.
from activities.importing.models import ImportMapping, ImportUpload  # noqa: F401
from activities.queries import ActivityQuerySet, ChangeQuerySet, VerificationQuerySet
from lib.sealing import seal, unseal
from sharing.models import RESTORE_DAYS, SealableItem

# The word for activities wherever an item is named by kind and uid.
KIND = "activity"
SEALED_TITLE = "Sealed activity"
# How long an act on several activities can be taken back; as long as a deleted one.
UNDO_DAYS = RESTORE_DAYS


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


class Change(models.Model):
    """One act of an owner's on several activities at once, kept so that it can be taken back. Written by
    `activities.actions` only.

    `values` is what was set, by field name; `once` tells a repeated form from a new one. After UNDO_DAYS it is forgotten.
    """

    class Kind(models.TextChoices):
        TAGS_ADDED = "tags_added", "Tags added"
        TAGS_REMOVED = "tags_removed", "Tags removed"
        CATEGORY = "category", "Category set"
        COMPETENCES_ADDED = "competences_added", "Competences added"
        COMPETENCES_REMOVED = "competences_removed", "Competences removed"
        AUDIENCE = "audience", "Readers set"
        DONE = "done", "Marked as done"
        DELETED = "deleted", "Deleted"
        COPIED = "copied", "Copied"
        REPEATED = "repeated", "Repeated"
        SPLIT = "split", "Split"
        IMPORTED = "imported", "Imported"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=19, choices=Kind)
    values = models.JSONField(default=dict)
    once = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["owner", "-made_at"], name="activities_change_owner")]
        constraints = [models.UniqueConstraint(fields=["owner", "once"], name="activities_changed_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("activities:change_detail", args=[self.uid])

    @property
    def can_undo(self) -> bool:
        return self.undone_at is None and self.made_at >= timezone.now() - timedelta(UNDO_DAYS)


class ChangedActivity(models.Model):
    """One activity of a Change: its fields before and after, by name. `before` is empty for one that the act made.

    Words are kept encrypted, in `sealed_before`. `kept` says that an undo left it as it was, as it had changed since.
    """

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="items")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    sealed_before = models.TextField(blank=True, editable=False)
    kept = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "activity"], name="activities_changed_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} in {self.change_id}"


class EntryLink(models.Model):
    """An activity logged from an entry, or an entry written about an activity. Written by `activities.actions` only."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="entry_links")
    entry = models.ForeignKey("journals.Entry", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "entry"], name="activities_entry_linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} and {self.entry_id}"


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
