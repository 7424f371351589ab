"""A file on its way in, and what a person said about files with such headings. Both are their owner's alone."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from activities.importing.files import Reading, Table, table_from

KEPT_HOURS = 24


class UploadQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "UploadQuerySet":
        """A file is nobody's but who brought it."""
        return self.light().filter(owner_id=member.pk) if member.pk else self.none()

    def light(self) -> "UploadQuerySet":
        """Without what may be millions of bytes: that stays in the database until it is asked for."""
        return self.defer("content", "table", "checked")

    def outdated(self) -> "UploadQuerySet":
        return self.filter(uploaded_at__lt=timezone.now() - timedelta(hours=KEPT_HOURS))


class ImportUpload(models.Model):
    """A file being looked at. Written by `activities.importing.actions` only; gone once imported, or after a day.

    `table` is what was read from `content` in the way of `reading`; `columns` has a field of ours, or an empty text, for
    each heading; `answers` what was asked besides. What takes longer than a page may is done by a job: `work` says which
    step is under way, `asked` what it was asked for with, `refused` why the last one was not done. `checked` is a
    preview.Checked of a long file.
    """

    class Work(models.TextChoices):
        READING = "reading", "Reading your file"
        CHECKING = "checking", "Checking your rows"
        IMPORTING = "importing", "Importing your rows"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    reading = models.JSONField(default=dict)
    table = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    work = models.CharField(max_length=9, choices=Work, blank=True)
    asked = models.JSONField(default=dict)
    refused = models.CharField(max_length=500, blank=True)
    checked = models.JSONField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["uploaded_at"], name="activities_upload_age")]

    def __str__(self) -> str:
        return f"A file of {self.owner}"

    def get_absolute_url(self) -> str:
        return reverse("activities:import_columns", args=[self.uid])

    @property
    def is_long(self) -> bool:
        """Whether looking at its rows takes longer than a page may."""
        return self.rows > settings.IMPORT_AT_ONCE

    @property
    def is_at_rest(self) -> bool:
        """Whether it was read, and no job works on it."""
        return not self.work and self.rows > 0

    def read_table(self) -> Table:
        return table_from(self.table)

    def how_read(self) -> Reading:
        return Reading(**self.reading | {"sheets": tuple(self.reading.get("sheets", ()))})


class ImportMapping(models.Model):
    """What a person said about the columns of files with these headings; offered for the next one."""

    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["owner", "signature"], name="activities_mapping_once")]

    def __str__(self) -> str:
        return f"Columns of {self.owner}"
