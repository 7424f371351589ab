"""The journal entry, and what helps to write one: prompts, and templates of several in order."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import StreamField

from journals.querysets import EntryQuerySet
from journals.reflecting import Prompt, Template
from sharing.models import SealableItem

SEALED_TITLE = "Sealed entry"


class Entry(SealableItem):
    """A dated reflection in a subset of Markdown. Written by `journals.actions` only.

    A draft may have no title yet; what is published has one. `published_at` is the first time it was. `reflection` is the
    template it was written with, as it was then (see `reflecting.Template.facts`); the answers stand in `body`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    title = models.CharField(max_length=200, blank=True)
    date = models.DateField(default=timezone.localdate)
    body = models.TextField(blank=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    reflection = models.JSONField(default=dict, blank=True)
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


class PromptBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=80, help_text="Stands in the entry, above the answer.")
    question = blocks.CharBlock(max_length=200, required=False, help_text="Helps to write the answer.")

    class Meta:
        icon = "help"
        label = "Prompt"


class ReflectionTemplate(models.Model):
    """Prompts in their order, each answered in a box of its own. The institution's editors keep the list.

    `version` goes up when the prompts or the name change; an entry keeps the version that it was written with.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80, unique=True)
    purpose = models.CharField("when it helps", max_length=200, blank=True)
    prompts = StreamField([("prompt", PromptBlock())], min_num=1, max_num=12)
    version = models.PositiveIntegerField(default=1, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    is_current = models.BooleanField("offered", default=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """No two prompts under one heading: their answers could not be told apart."""
        headings = [block.value["heading"].strip() for block in self.prompts]
        if len(set(headings)) < len(headings):
            raise ValidationError({"prompts": "Give each prompt a heading of its own."})

    def as_template(self) -> Template:
        prompts = (
            Prompt(block.value["heading"].strip(), block.value["question"].strip()) for block in self.prompts
        )
        return Template(str(self.uid), self.name, self.version, tuple(prompts))
