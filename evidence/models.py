"""A piece of evidence, and what it is attached to."""

import uuid
from typing import Any, Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evidence.readers import attachments_open_to
from sharing.models import Item, ItemQuerySet


def private_files() -> Storage:
    return storages["evidence"]


def stored_name(evidence: "Evidence", filename: str) -> str:
    """Nothing of the person's own name for the file is on the disk."""
    secret = uuid.uuid4().hex
    return f"{secret[:2]}/{secret}"


class EvidenceQuerySet(ItemQuerySet):
    def visible_to(self, member: Any) -> Self:
        """The owner's own; of others, what hangs on something this member may read. One query."""
        opened = Attachment.objects.filter(attachments_open_to(member)).values("evidence_id")
        readable = Q(pk__in=opened)
        if member.pk:
            readable |= Q(owner_id=member.pk)
        return self.alive().filter(readable)


class Evidence(Item):
    """A file, a link, or a reference to another item of the same webfolio. Its own `audience` is not asked."""

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"
        ITEM = "item", "From my webfolio"

    kind = models.CharField(max_length=4, choices=Kind)
    title = models.CharField(max_length=200)
    file = models.FileField(storage=private_files, upload_to=stored_name, max_length=100, blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    ref_kind = models.CharField(max_length=20, blank=True)
    ref_uid = models.UUIDField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-pk"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["owner", "-created"], name="evidence_owner_created")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="file") & ~Q(file="")
                | Q(kind="link") & ~Q(url="")
                | Q(kind="item", ref_uid__isnull=False),
                name="evidence_has_what_its_kind_says",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:evidence_open", args=[self.uid])

    @property
    def is_picture(self) -> bool:
        return self.kind == self.Kind.FILE and self.media_type.startswith("image/")

    def opens_to(self, member: Any) -> bool:
        """The same answer as `visible_to`, for one piece, leaving the owner aside."""
        return self.is_shown and self.attachments.filter(attachments_open_to(member)).exists()


class Attachment(models.Model):
    """This evidence belongs to that thing: `kind` is a word of `sharing.kinds` or of `evidence.readers`."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(db_index=True)
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["attached_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "kind", "object_uid"], name="evidence_attached_once")
        ]

    def __str__(self) -> str:
        return f"{self.evidence} on {self.kind}"
