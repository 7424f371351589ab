"""The files of a declared pack, what they were signed with, and the evidence they hold on to."""

import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from registers.models.renewals import FrozenPack


def pack_store() -> Storage:
    return storages["packs"]


class SigningKey(models.Model):
    """A key of the institution. The newest signs; older ones stay, so that what they signed can be checked.

    `sealed_key` is the private key under settings.SEALING_KEYS; written by `registers.signing` only.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    sealed_key = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.fingerprint


class PackFile(models.Model):
    """One file that was issued for a pack, for good. Append-only.

    `name` is its place in the store; empty for the ZIP, which is put together anew, to the same bytes, each time.
    """

    class Ending(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"
        ZIP = "zip", "ZIP"

    frozen = models.ForeignKey(FrozenPack, on_delete=models.PROTECT, related_name="files")
    ending = models.CharField(max_length=4, choices=Ending)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=100, blank=True)
    signing_key = models.ForeignKey(SigningKey, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "ending"], name="registers_file_issued_once"),
            models.CheckConstraint(
                condition=models.Q(ending="zip") | ~models.Q(name=""), name="registers_file_is_stored"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.frozen_id}.{self.ending}"


class HeldEvidence(models.Model):
    """A file of evidence that a pack names, as it was stored that day: it stays when its owner's library loses it.

    `name` is its place in the evidence store. Append-only.
    """

    frozen = models.ForeignKey(FrozenPack, on_delete=models.PROTECT, related_name="held")
    evidence_uid = models.UUIDField()
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "evidence_uid"], name="registers_evidence_held_once")
        ]

    def __str__(self) -> str:
        return str(self.evidence_uid)
