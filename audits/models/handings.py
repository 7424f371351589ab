"""A declared pack handed to a professional body's assessor, the letters that carry its link, and what is said over it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from registers.models import FrozenPack, Renewal


class HandingQuerySet(models.QuerySet):
    def running(self) -> "HandingQuerySet":
        """Those whose link opens: not past their day, not taken back, of a pack that still stands."""
        return self.filter(revoked_at=None, expires_on__gte=timezone.localdate()).exclude(
            frozen__renewal__state=Renewal.State.WITHDRAWN
        )

    def visible_to(self, member: Any) -> "HandingQuerySet":
        """The owner's, and for whoever came by its link the one that this opens, while it is open."""
        seen = Q(owner_id=member.pk) if member.pk else Q(pk=None)
        if member.link_uids:
            opened = self.model._default_manager.running().filter(uid__in=member.link_uids)
            seen |= Q(pk__in=opened.values("pk"))
        return self.filter(seen)


class Handing(models.Model):
    """One pack, one assessor, one outcome. `audits.actions` alone writes its state; a second handing is a new review."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        MORE_NEEDED = "more_needed", "More is needed"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    frozen = models.ForeignKey(FrozenPack, on_delete=models.PROTECT, related_name="handings")
    assessor_name = models.CharField(max_length=120)
    assessor_email = models.EmailField()
    body = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    expires_on = models.DateField()
    shows_name = models.BooleanField(default=False)
    shows_number = models.BooleanField(default=True)
    with_evidence = models.BooleanField(default=False)
    views = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # One-time keys of the two forms: pressing twice is one act.
    once = models.UUIDField(unique=True)
    decided_once = models.UUIDField(null=True, blank=True, unique=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    overall = models.TextField(blank=True)
    # [{"about": "finding:breadth" or "activity:<uid>", "title", "words"}]
    points = models.JSONField(default=list, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_role = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = HandingQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | ~Q(outcome="") & Q(decided_at__isnull=False),
                name="audits_handing_outcome_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"Pack handed to {self.body}"

    def get_absolute_url(self) -> str:
        return reverse("audits:handing_detail", args=[self.uid])

    @property
    def is_open(self) -> bool:
        return (
            self.revoked_at is None
            and self.expires_on >= timezone.localdate()
            and self.frozen.renewal.state != Renewal.State.WITHDRAWN
        )

    @property
    def is_decided(self) -> bool:
        return bool(self.outcome)

    @property
    def status(self) -> str:
        """A word of the interface's statuses: where this handing stands."""
        if self.is_decided:
            return {"accepted": "completed", "more_needed": "returned"}.get(self.outcome, "not_met")
        if self.revoked_at or self.frozen.renewal.state == Renewal.State.WITHDRAWN:
            return "withdrawn"
        return "waiting" if self.is_open else "expired"

    def opens_to(self, member: Any) -> bool:
        """Whether this member came by its link while that is open; its owner does not judge it."""
        return self.uid in member.link_uids and self.is_open and member.pk != self.owner_id


class Letter(models.Model):
    """A mail to the assessor with a link of its own. The link is made when the mail is sent; only its digest is kept."""

    class Kind(models.TextChoices):
        HANDED = "handed", "The pack"
        ANSWERED = "answered", "An answer"

    handing = models.ForeignKey(Handing, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=8, choices=Kind)
    # SHA-256 of the token in the link; None until it is sent.
    digest = models.CharField(max_length=64, null=True, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Set when a later letter takes its place: this one's link opens nothing any more.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.handing}"


class Remark(models.Model):
    """A question of the assessor (no parent), or what either side says under it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    handing = models.ForeignKey(Handing, on_delete=models.CASCADE, related_name="remarks")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    by_owner = models.BooleanField(default=False)
    # "" for the pack as a whole, "finding:breadth" or "activity:<uid>"; and that as words.
    about = models.CharField(max_length=60, blank=True)
    about_title = models.CharField(max_length=250, blank=True)
    words = models.TextField()
    once = models.UUIDField(unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"On {self.about or 'the pack'}"
