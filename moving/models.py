"""What came from elsewhere, and what the old categories mean here."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from activities.models import Category


class Brought(models.Model):
    """One thing that came, by its place in the old system: it never comes twice, even where its owner has deleted it since.

    `object_uid` is what it became; `digest` tells whether it has changed there since.
    """

    source = models.CharField(max_length=500, unique=True)
    object_uid = models.UUIDField()
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.source


class CategoryMap(models.Model):
    """Which of the shared five an old development category becomes; empty until an admin decides. Written by
    `moving.actions` only."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=13, choices=Category, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="moving_category_named_once"),
            models.CheckConstraint(
                condition=Q(category="") | Q(category__in=Category.values), name="moving_category_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
