"""The journal entry, and the prompts that help to write one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from journals.querysets import EntryQuerySet
from sharing.models import SealableItem

SEALED_TITLE = "Sealed entry"


class Entry(SealableItem):
    """A dated reflection in a subset of Markdown. Written by `journals.actions` only.

    A draft may have no title yet; what is published has one. `published_at` is the first time it was.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    title = models.CharField(max_length=200, blank=True)
    date = models.DateField(default=timezone.localdate)
    body = models.TextField(blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    SEALED_FIELDS: tuple[str, ...] = ("title", "body")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["owner", "-date"], name="journals_owner_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published"]), name="journals_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sealed=True) | ~Q(title=""),
                name="journals_published_has_title",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="journals_published_has_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title or (SEALED_TITLE if self.sealed else f"Untitled, {self.date}")

    def get_absolute_url(self) -> str:
        return reverse("journals:entry_detail", args=[self.uid])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_shown(self) -> bool:
        return super().is_shown and not self.is_draft


class ReflectionPrompt(models.Model):
    """A question shown beside the page while someone writes. The institution's editors keep the list."""

    text = models.CharField(max_length=200, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_current = models.BooleanField("offered", default=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text
