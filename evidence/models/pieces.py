"""A piece of evidence, its earlier files, and what it is attached to."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evidence.models.files import StoredFile
from evidence.readers import FROZEN, attachments_open_to
from lib.tags import LONGEST as LONGEST_TAG
from sharing.models import Item, ItemQuerySet


def handed_in() -> Q:
    """Attachments to what never changes: of a file the version that was handed in, of a link the link."""
    return ~Q(sha256="") | Q(kind__in=FROZEN)


class EvidenceQuerySet(ItemQuerySet):
    def visible_to(self, member: Any) -> Self:
        """The owner's own; of others, what hangs on something this member may read. One query.

        What was handed in stays open to whoever reads that, though its owner has deleted the piece since.
        """
        opened = Attachment.objects.filter(attachments_open_to(member))
        readable = Q(deleted_at=None, pk__in=opened.values("evidence_id"))
        readable |= Q(pk__in=opened.filter(handed_in()).values("evidence_id"))
        if member.pk:
            readable |= Q(owner_id=member.pk, deleted_at=None)
        return self.filter(readable)

    def holding_text(self, words: str) -> Self:
        found = Q(title__icontains=words) | Q(original_name__icontains=words) | Q(url__icontains=words)
        return self.filter(found)

    def of_sort(self, sort: str) -> Self:
        """`picture`, `recording`, `document`, or a kind that is no file."""
        picture = Q(media_type__startswith="image/")
        recording = Q(media_type__startswith="video/") | Q(media_type__startswith="audio/")
        files = {"picture": picture, "recording": recording, "document": ~picture & ~recording}
        return self.filter(kind="file").filter(files[sort]) if sort in files else self.filter(kind=sort)


class Evidence(Item, StoredFile):
    """A file, a link, or a reference to another item of the same webfolio. Its own `audience` is not asked.

    Its file is the present version, `number`; earlier ones are its `versions`.
    """

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"
        ITEM = "item", "From my webfolio"

    kind = models.CharField(max_length=4, choices=Kind)
    title = models.CharField(max_length=200)
    folder = models.CharField(max_length=60, blank=True)
    tags = ArrayField(models.CharField(max_length=LONGEST_TAG), default=list, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    url = models.URLField(max_length=1000, blank=True)
    ref_kind = models.CharField(max_length=20, blank=True)
    ref_uid = models.UUIDField(null=True, blank=True)
    # When all of a deleted piece that nothing frozen holds was taken away for good.
    purged_at = models.DateTimeField(null=True, blank=True, editable=False)

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

    @property
    def signed_as(self) -> str:
        """How a verification names it: another version is another name."""
        return self.signed_name(self.number)

    def signed_name(self, number: int) -> str:
        """The name of one of its versions; the first has the bare uid."""
        return str(self.uid) if number == 1 else f"{self.uid}/{number}"

    @property
    def is_handed_in(self) -> bool:
        """Whether it hangs on something that never changes."""
        return self.attachments.filter(handed_in()).exists()

    def opens_to(self, member: Any) -> bool:
        """The same answer as `visible_to`, for one piece, leaving the owner aside."""
        opened = self.attachments.filter(attachments_open_to(member))
        return (opened if self.is_shown else opened.filter(handed_in())).exists()


class Version(StoredFile):
    """An earlier file of a piece, as it was until it was replaced."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Attachment(models.Model):
    """This evidence belongs to that thing: `kind` is a word of `sharing.kinds` or of `evidence.readers`.

    `sha256` names the one version that was handed in with what never changes; empty is the present one.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(db_index=True)
    sha256 = models.CharField(max_length=64, blank=True)
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["attached_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "kind", "object_uid"], name="evidence_attached_once")
        ]

    def __str__(self) -> str:
        return f"{self.evidence} on {self.kind}"
