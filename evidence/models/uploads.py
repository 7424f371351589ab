"""Files that come in parts, over links that break."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from evidence.models.files import private_files


def part_name(part: "UploadPart", filename: str) -> str:
    return f"parts/{uuid.uuid4().hex}"


class UploadQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "UploadQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()

    def waiting(self) -> "UploadQuerySet":
        return self.filter(state=Upload.State.WAITING)


class Upload(models.Model):
    """One file on its way; `uid` is made by whoever sends it and becomes the piece's. `size` and `part_size` are bytes.

    `replaces` is the piece that it becomes the next version of, in place of a new one. `refused` is why a whole file was not
    kept. Only the owner ever sees it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "On its way"
        KEPT = "kept", "Kept"
        REFUSED = "refused", "Refused"

    uid = models.UUIDField(unique=True)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    folder = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField()
    part_size = models.PositiveIntegerField()
    # Of the whole, as its sender says; empty where it cannot say.
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    refused = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey("evidence.Evidence", null=True, on_delete=models.CASCADE, related_name="+")
    evidence = models.ForeignKey("evidence.Evidence", null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["owner", "state"], name="evidence_upload_owner")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, part_size__gt=0), name="evidence_upload_sizes")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def part_count(self) -> int:
        return -(-self.size // self.part_size)

    def length_of(self, number: int) -> int:
        """Bytes of part `number`, counted from 0: all are full but the last."""
        return min(self.part_size, self.size - number * self.part_size)


class UploadPart(models.Model):
    """One part as it arrived; gone once the file is whole."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    file = models.FileField(storage=private_files, upload_to=part_name, max_length=100)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="evidence_part_arrived_once")
        ]

    def __str__(self) -> str:
        return f"Part {self.number}"
