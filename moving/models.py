"""What came from elsewhere, and what goes along with whoever leaves: archives of a record, and proofs of them."""

import uuid
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
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


class Remembered(models.Model):
    """What came with somebody's record and has no life of its own here. Written by `moving.record.storing` only.

    Without a `key`, `facts` is a row of a told kind (who supervised them there …). With one it is, by field, the name of
    whom or what the row with that key named there.
    """

    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=64, blank=True)
    facts = models.JSONField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner", "kind"], name="moving_remembered_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "key"], condition=~Q(key=""), name="moving_remembered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()


def archive_store() -> Storage:
    return storages["archives"]


class OwnQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "OwnQuerySet":
        """Their owner's alone."""
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class Archive(models.Model):
    """One person's whole record as one ZIP, made by a job. `state` is written by `actions.archives` only.

    `counts` is the number of rows by kind; `missing` the paths of files that the stores had lost; `per_cent` how far the
    making is, told now and then. `name` is
    its place in the store, empty before it is made and after `until`.
    """

    class State(models.TextChoices):
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Not made"
        GONE = "gone", "Deleted"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    sealed = models.BooleanField(default=False)
    # Without what its owner chose to leave, and with stubs as they chose them.
    as_chosen = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=State, default=State.MAKING)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    missing = models.JSONField(default=list, blank=True)
    per_cent = models.PositiveSmallIntegerField(default=0)
    # The one-time key of the form: pressing twice makes one.
    once = models.UUIDField(editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "once"], name="moving_archive_asked_once"),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(name="") & Q(made_at__isnull=False, until__isnull=False),
                name="moving_archive_ready_is_stored",
            ),
        ]

    def __str__(self) -> str:
        return f"Archive of {timezone.localtime(self.asked_at):%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("moving:archive_detail", args=[self.uid])

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_being_made(self) -> bool:
        return self.state == self.State.MAKING

    @property
    def things(self) -> int:
        return sum(self.counts.values())


class Proof(models.Model):
    """What came of reading one archive into a scratch space: `report` is `moving.comparing.Report` as JSON, kept for good.

    It says kinds, numbers, digests and names of fields; never what anybody wrote.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Being proved"
        PASSED = "passed", "The same in every kind"
        DIFFERS = "differs", "Not the same"
        FAILED = "failed", "Could not be read"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    archive = models.ForeignKey(Archive, on_delete=models.CASCADE, related_name="proofs")
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)
    # How far it is, told now and then.
    per_cent = models.PositiveSmallIntegerField(default=0)
    once = models.UUIDField(editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "once"], name="moving_proof_asked_once"),
            models.CheckConstraint(
                condition=Q(state="running") | Q(done_at__isnull=False), name="moving_proof_ended_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Proof of {timezone.localtime(self.asked_at):%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("moving:proof_detail", args=[self.uid])

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING


class Newcomer(models.Model):
    """Whoever asks to be received here with their record, and what the institution decided for them. Gone once the
    transfer, a row of the platform, has ended. Written by `moving.actions.transfers` only.

    `claimed_at` is when the holder of an account that has this address already said that the record is theirs.
    """

    transfer = models.UUIDField(unique=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField()
    claimed_at = models.DateTimeField(null=True)
    roles = models.JSONField(default=list)
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.SET_NULL, related_name="+")
    job_title = models.ForeignKey("people.JobTitle", null=True, on_delete=models.SET_NULL, related_name="+")
    supervisor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email


class Chosen(models.Model):
    """An item that its owner does not take along whole when they leave; `kind` is a name of `record.choosing.CHOOSABLE`.
    Whatever has no row is taken. Written by `actions.choosing` only."""

    class What(models.TextChoices):
        STUB = "stub", "Take a stub"
        LEAVE = "leave", "Leave"

    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    object_uid = models.UUIDField()
    what = models.CharField(max_length=5, choices=What)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "object_uid"], name="moving_chosen_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


class Leaving(models.Model):
    """One person's leaving, from the day on which their account only reads. `state` is written by `actions.leaving` only.

    Until `back_until` they can come back; on `delete_on` what is theirs and does not stay is deleted. With a move it is
    only what they left.
    """

    class State(models.TextChoices):
        LEFT = "left", "Left"
        BACK = "back", "Came back"
        DONE = "done", "Deleted"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=4, choices=State, default=State.LEFT)
    left_at = models.DateTimeField(default=timezone.now)
    as_alumni = models.BooleanField(default=False)
    back_until = models.DateField(null=True, blank=True)
    delete_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # The one-time key of the form: pressing twice is leaving once.
    once = models.UUIDField(editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-left_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(state="left"), name="moving_leaving_one_at_a_time"
            ),
            models.UniqueConstraint(fields=["owner", "once"], name="moving_left_once"),
            models.CheckConstraint(
                condition=Q(state="left") | Q(ended_at__isnull=False), name="moving_leaving_ended_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Left {timezone.localtime(self.left_at):%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("moving:leaving")

    @property
    def may_come_back(self) -> bool:
        return (
            self.state == self.State.LEFT
            and self.back_until is not None
            and timezone.localdate() <= self.back_until
        )
