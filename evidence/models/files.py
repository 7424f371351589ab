"""A file in the private storage, and what is known of it."""

import uuid
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models


def private_files() -> Storage:
    return storages["evidence"]


def stored_name(thing: Any, filename: str) -> str:
    """Nothing of the person's own name for the file is on the disk."""
    secret = uuid.uuid4().hex
    return f"{secret[:2]}/{secret}"


ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


class Scan(models.TextChoices):
    """What the virus scanner said; `none` where the platform has no scanner."""

    NONE = "none", "Not checked"
    WAITING = "waiting", "Being checked for viruses"
    CLEAN = "clean", "Checked for viruses"
    INFECTED = "infected", "Holds a virus: locked away"


class StoredFile(models.Model):
    """`file` is what readers get; of a picture it is drawn anew, and `original` is as it came, for its owner alone.

    `size`, `sha256` and `media_type` are those of `file`; sizes are in bytes.
    """

    file = models.FileField(storage=private_files, upload_to=stored_name, max_length=100, blank=True)
    original = models.FileField(storage=private_files, upload_to=stored_name, max_length=100, blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    original_size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    scan = models.CharField(max_length=8, choices=Scan, default=Scan.NONE)

    class Meta:
        abstract = True

    @property
    def shown_name(self) -> str:
        """What it is saved as: a picture drawn anew from a HEIC ends in .jpg."""
        ending = ENDINGS.get(self.media_type, "")
        stem, dot, given = self.original_name.rpartition(".")
        if not ending or given.lower() in (ending, "jpeg", "jpe", "jfif"):
            return self.original_name
        return f"{stem if dot else self.original_name}.{ending}"

    @property
    def is_checked(self) -> bool:
        """Whether others may have it: no scanner found anything, and none is still to look."""
        return self.scan in (Scan.NONE, Scan.CLEAN)

    @property
    def is_infected(self) -> bool:
        return self.scan == Scan.INFECTED

    @property
    def scan_note(self) -> str:
        """What to say beside it; nothing where all is well."""
        return "" if self.is_checked else self.get_scan_display()  # type: ignore[attr-defined]


FILE_FIELDS = (
    "file",
    "original",
    "original_name",
    "original_size",
    "media_type",
    "size",
    "sha256",
    "scan",
)
