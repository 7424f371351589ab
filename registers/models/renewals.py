"""Renewals being prepared or declared, and the frozen facts of each declared pack."""

import uuid
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from registers import packs
from registers.editions import Edition
from registers.facts import Period
from registers.models.registrations import OwnedQuerySet, Registration

# The days of a renewal, both edges included, as the database compares them.
DAYS = models.Func(
    "period_from", "period_to", RangeBoundary(inclusive_upper=True), function="DATERANGE", output_field=DateRangeField()
)  # fmt: skip


class RenewalQuerySet(OwnedQuerySet):
    def visible_to(self, member: Any) -> "RenewalQuerySet":
        """The owner's, and those a supervisor was asked to endorse, while they are paired."""
        if member.pk is None:
            return self.none()
        asked = Q(endorser_id=member.pk, asked_at__isnull=False, owner_id__in=member.supervised_ids)
        return self.filter(Q(owner_id=member.pk) | asked)

    def over(self, registration: int | None, period: Period) -> "RenewalQuerySet":
        """Those of one registration, by its key, that share a day with a period; none without a registration."""
        if registration is None:
            return self.none()
        shared = Q(period_from__lte=period.end, period_to__gte=period.start)
        return self.filter(shared, registration=registration).order_by("period_from", "pk")


class Renewal(models.Model):
    """One period of one register, being prepared or declared. `state` is written by `registers.actions` only."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        DECLARED = "declared", "Declared"
        WITHDRAWN = "withdrawn", "Withdrawn"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="renewals")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.SET_NULL, related_name="renewals"
    )
    pack = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)
    period_from = models.DateField()
    period_to = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    exceptional_reason = models.TextField(blank=True)
    # The code of the statement chosen, where the body asks to choose one.
    statement = models.CharField(max_length=20, blank=True)
    # Texts of the return by field key: plan, evaluation, a summary of practice …
    answers = models.JSONField(default=dict, blank=True)
    # "<activity>/<piece>": whether that piece of evidence goes with the pack; one not named follows the body's policy.
    chosen_evidence = models.JSONField(default=dict, blank=True)
    # Uids of the activities written about at length, where the body asks to choose some.
    discussed = models.JSONField(default=list, blank=True)
    show_name = models.BooleanField(default=False)
    endorser = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsement = models.TextField(blank=True)
    # What was endorsed: the digest of texts, choices and activities on that day.
    endorsed_digest = models.CharField(max_length=64, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    # The withdrawn declaration that this one was opened again from, or in whose place it was declared.
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    objects = RenewalQuerySet.as_manager()

    class Meta:
        ordering = ["-period_to", "-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="registers_renewal_period"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(declared_at__isnull=False),
                name="registers_renewal_declared_has_time",
            ),
            ExclusionConstraint(
                name="registers_day_declared_once",
                expressions=[(F("registration"), RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                condition=Q(state="declared"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grade}, {self.edition.called}"

    def get_absolute_url(self) -> str:
        return reverse("renewals:renewal_detail", args=[self.uid])

    @property
    def edition(self) -> Edition:
        return packs.edition_on(self.pack, self.period_to)

    @property
    def period(self) -> Period:
        return Period(self.period_from, self.period_to)

    @property
    def is_asked(self) -> bool:
        return self.asked_at is not None

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()

    @property
    def asked_token(self) -> str:
        """Changes when somebody is asked to endorse it, and when they do."""
        return max(at for at in (self.created, self.asked_at, self.endorsed_at) if at).isoformat()


class FrozenPack(models.Model):
    """What was declared: facts, rules' version and result, for good. Append-only: the database refuses any change."""

    renewal = models.OneToOneField(Renewal, on_delete=models.PROTECT, related_name="frozen")
    code = models.CharField(max_length=16, unique=True)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    # The one-time key of the declaration: pressing twice declares once.
    once = models.UUIDField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.code
