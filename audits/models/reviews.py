"""A blind review of a mock audit by a colleague who accepts it, and those who offered to review."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audits.models.mocks import MockAudit


class Volunteer(models.Model):
    """Somebody who will review others blind. Their word; taken back at any time."""

    person = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Since {self.since:%Y-%m-%d}"


class BlindReviewQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> Self:
        """The owner's, and those a colleague has accepted and not yet sent, while there is time."""
        if member.pk is None:
            return self.none()
        seen = Q(owner_id=member.pk)
        if may_review(member):
            seen |= Q(
                reviewer_id=member.pk, state=BlindReview.State.ACCEPTED, closes_on__gte=timezone.localdate()
            ) & ~Q(owner_id__in=member.supervised_ids)
        return self.filter(seen)

    def offered_to(self, member: Any) -> Self:
        """What this member may accept: asked of them by name, or of everybody who offered to review."""
        if not may_review(member):
            return self.none()
        asked = Q(invited_id=member.pk)
        if Volunteer.objects.filter(person_id=member.pk).exists():
            asked |= Q(to_pool=True)
        offered = self.filter(asked, state=BlindReview.State.ASKED)
        return offered.exclude(owner_id=member.pk).exclude(owner_id__in=member.supervised_ids)


def may_review(member: Any) -> bool:
    """Technicians review each other; whoever administers does not."""
    return member.has_role("technician") and not member.has_role("admin")


class BlindReview(models.Model):
    """One asking: of a colleague by name, or of all who offered. Written by `actions.reviews` only."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ACCEPTED = "accepted", "Being reviewed"
        SENT = "sent", "Review received"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mock = models.ForeignKey(MockAudit, on_delete=models.CASCADE, related_name="reviews")
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    invited = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    to_pool = models.BooleanField(default=False)
    reviewer = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    # Exactly what is shown, taken when it was asked: see audits.blind.
    facts = models.JSONField()
    lines = models.JSONField()
    ticks = models.JSONField(default=dict, blank=True)
    overall = models.TextField(blank=True)
    once = models.UUIDField(unique=True)
    asked_at = models.DateTimeField(default=timezone.now)
    closes_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    owner_reveals = models.BooleanField(default=False)
    reviewer_reveals = models.BooleanField(default=False)

    objects = BlindReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "sent"]) | Q(closes_on__isnull=False),
                name="audits_review_accepted_has_day",
            )
        ]

    def __str__(self) -> str:
        return f"Blind review, {self.facts['register']['grade']}"

    def get_absolute_url(self) -> str:
        return reverse("audits:review_detail", args=[self.uid])

    @property
    def is_with_reviewer(self) -> bool:
        return (
            self.state == self.State.ACCEPTED
            and self.closes_on is not None
            and self.closes_on >= timezone.localdate()
        )

    @property
    def is_over(self) -> bool:
        """Accepted, and the days ran out without a review."""
        return self.state == self.State.ACCEPTED and not self.is_with_reviewer

    @property
    def can_be_withdrawn(self) -> bool:
        """Asked or accepted, and not sent yet."""
        return self.state in (self.State.ASKED, self.State.ACCEPTED)

    @property
    def both_reveal(self) -> bool:
        return self.owner_reveals and self.reviewer_reveals

    def reviewed_by(self, member: Any) -> bool:
        """Whether this member is the one who accepted, and it is still theirs to do."""
        return member.pk is not None and self.reviewer_id == member.pk and self.is_with_reviewer
