"""A collection, and the pieces that its owner put in it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from sharing.models import Audience, Item

KIND = "collection"


class Collection(Item):
    """Pages and items of one person's, chosen for one purpose. Written by `portfolios.collecting.actions` only.

    It is for its owner alone until they open it: whoever reads it reads the pieces in it, whatever their own audience.
    """

    class Purpose(models.TextChoices):
        JOB = "job", "Job application"
        REGISTRATION = "registration", "Professional registration"
        REVIEW = "review", "Annual review"
        OTHER = "other", "Something else"

    audience = models.CharField(max_length=12, choices=Audience, default=Audience.ONLY_ME)
    purpose = models.CharField(max_length=12, choices=Purpose)
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    # The one-time key of the form that began it: pressing twice begins one.
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "once"], name="portfolios_collection_once"),
            models.CheckConstraint(condition=~Q(title=""), name="portfolios_collection_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("collections:collection_read", args=[self.uid])


class CollectionPiece(models.Model):
    """One thing in a collection, by kind and uid. What is sealed, drafted or deleted since stays in its place, unshown."""

    class Kind(models.TextChoices):
        PAGE = "page", "Pages of your webfolio"
        ENTRY = "entry", "Journal entries"
        ACTIVITY = "activity", "Activities"
        ASSESSMENT = "assessment", "Completed assessments"
        AUTHORISATION = "authorisation", "Authorisations"
        EVIDENCE = "evidence", "Evidence"

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=13, choices=Kind)
    object_uid = models.UUIDField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["kind", "object_uid"], name="portfolios_collected")]
        constraints = [
            models.UniqueConstraint(fields=["collection", "kind", "object_uid"], name="portfolios_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place}"
