"""What was done when a framework's new edition renumbered its competences: once a change, and what each mapping was."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Renumbering(models.Model):
    """One framework's change of codes, carried through what is stored here. Written by `registers.actions` only.

    Its row is the promise that it never runs twice; `restored_at` says that it was taken back.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pack = models.CharField(max_length=60)
    since = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pack"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "since"], name="registers_renumbered_once"),
            models.CheckConstraint(
                condition=Q(restored_at=None) | Q(restored_at__gte=F("made_at")),
                name="registers_renumbering_restored_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}, {self.since.isoformat()}"


class RenumberedMapping(models.Model):
    """One stored mapping as it was and as it became, both as `pack/grade/code` with its mark."""

    renumbering = models.ForeignKey(Renumbering, on_delete=models.PROTECT, related_name="mappings")
    kind = models.CharField(max_length=40)
    object_uid = models.UUIDField(db_index=True)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.before} is {self.after}"
