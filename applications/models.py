"""An application to a register: its statements, what is linked to them, its supporters, and what was sent."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from applications.shapes import Framework
from sharing.models import Audience, Item

KIND = "application"


class Application(Item):
    """One first application for one grade. `state` is written by `applications.actions` only.

    `framework` keeps what the body asked when it was begun (`shapes.Framework`); a later edition changes it only when the
    owner takes it over. It is for its owner alone until they share it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        SUBMITTED = "submitted", "Sent"
        REGISTERED = "registered", "Registered"
        REFUSED = "refused", "Not this time"

    audience = models.CharField(max_length=12, choices=Audience, default=Audience.ONLY_ME)
    title = models.CharField(max_length=200)
    pack = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)
    route = models.CharField(max_length=40, blank=True)
    framework = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    submitted_on = models.DateField(null=True, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    copied_from = models.CharField(max_length=200, blank=True)
    # The one-time key of the form that began it: pressing twice begins one.
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["owner", "-created"], name="applications_owner_created")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "once"], name="applications_begun_once"),
            models.CheckConstraint(condition=~Q(title=""), name="applications_has_title"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_on__isnull=False), name="applications_sent_has_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"]) | Q(outcome_on__isnull=False),
                name="applications_outcome_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("applications:application_detail", args=[self.uid])

    @property
    def asked(self) -> Framework:
        return Framework.of_json(self.framework)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Statement(models.Model):
    """What the owner writes for one code. `names` are the other codes this text says it shows (PSF).

    `retired` keeps what was written for a code that the body has since dropped: it is shown, and counts nowhere.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="statements")
    code = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    names = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    copied_from = models.CharField(max_length=120, blank=True)
    retired = models.BooleanField(default=False)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "code", "retired"], name="applications_statement_once"
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()


class Link(models.Model):
    """One of the owner's things that backs one code, and why. `kind` and `object_uid` name the thing."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", "Activity"
        ENTRY = "entry", "Journal entry"
        EVIDENCE = "evidence", "Evidence"
        ASSESSMENT = "assessment", "Assessment"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="links")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    object_uid = models.UUIDField()
    reason = models.TextField(blank=True)
    retired = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "code", "kind", "object_uid", "retired"],
                name="applications_link_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.code}"


class Supporter(models.Model):
    """Somebody asked to comment by a link that works once. Only the digest of its token is kept.

    `shown` are the uids of the links the owner ticked for them; `digest` is of the statements they commented on.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="supporters")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    shown = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    # Each sending makes a new key; the mail of an older one opens nothing.
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    signed_name = models.CharField(max_length=120, blank=True)
    signed_role = models.CharField(max_length=160, blank=True)
    # By section code: {"comment", "view"}; view is yes, partly, no or "".
    comments = models.JSONField(default=dict, blank=True)
    overall = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(signed_name=""), name="applications_answer_is_signed"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether its link still opens the page."""
        return self.answered_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> tuple[str, str]:
        """(glyph, word)."""
        if self.answered_at:
            return "completed", "Commented"
        if self.revoked_at:
            return "withdrawn", "Taken back"
        return ("waiting", "Asked") if self.is_open else ("expired", "Expired")


class Submitted(models.Model):
    """What was sent, for good: every word and figure of the application on that day. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    # The one-time key of the form: pressing twice sends once.
    once = models.UUIDField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "submitted"

    def __str__(self) -> str:
        return self.digest[:16]
