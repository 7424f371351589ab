"""What somebody without an account is asked to sign, and what they answered."""

import json
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lib.sealing import seal, unseal
from signoffs.kinds import KINDS, find

# The longest that a link may work.
MOST_DAYS = 60


class SignRequestQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "SignRequestQuerySet":
        """Their own; of others what was signed, to whoever may read the thing it is about."""
        seen = Q(owner_id=member.pk) if member.pk else Q(pk=None)
        for word, kind in KINDS.items():
            open_to = kind.model._default_manager.all().visible_to(member).order_by().values("uid")
            seen |= Q(state=SignRequest.State.SIGNED, kind=word, object_uid__in=open_to)
        return self.filter(seen)

    def waiting(self) -> "SignRequestQuerySet":
        """Asked, not answered, and not past their time."""
        return self.filter(state=SignRequest.State.WAITING, expires_at__gt=timezone.now())

    def lapsed(self) -> "SignRequestQuerySet":
        """Past their time, and not noted as such yet."""
        return self.filter(state=SignRequest.State.WAITING, expires_at__lte=timezone.now())


class SignRequest(models.Model):
    """One person asked about one thing. `state` is written by `signoffs.actions` only.

    `snapshot` is the version they see and sign, `digest` its SHA-256. While the thing is sealed its words, and what the
    signer wrote about them, are in `sealed_text`, encrypted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SIGNED = "signed", "Signed"
        DECLINED = "declined", "Not confirmed"
        EXPIRED = "expired", "Expired"
        REVOKED = "revoked", "Taken back"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField()
    snapshot = models.JSONField(default=dict)
    sealed_text = models.TextField(blank=True, editable=False)
    digest = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=120)
    signer_email = models.EmailField()
    signer_role = models.CharField(max_length=160, blank=True)
    # Whether the signer may open the files that the version names.
    with_files = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    # When the thing was found to be another version than the one asked about.
    outdated_at = models.DateTimeField(null=True, blank=True)
    # Wrong codes typed since the last one was asked for.
    code_tries = models.PositiveSmallIntegerField(default=0)
    # The one-time key of the form that asked: pressing twice asks once.
    once = models.UUIDField()

    objects = SignRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "object_uid"], name="signoffs_request_thing"),
            models.Index(fields=["owner", "-asked_at"], name="signoffs_request_owner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "once"], name="signoffs_asked_once"),
            models.CheckConstraint(condition=~Q(signer_name=""), name="signoffs_request_names_signer"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS), name="signoffs_request_days"
            ),
        ]

    def __str__(self) -> str:
        return f"Asked of {self.signer_name}"

    def get_absolute_url(self) -> str:
        return reverse("signoffs:request_detail", args=[self.uid])

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer, whatever became of the thing."""
        return self.state == self.State.WAITING and self.expires_at > timezone.now()

    @property
    def is_expired(self) -> bool:
        return self.state == self.State.EXPIRED or (
            self.state == self.State.WAITING and self.expires_at <= timezone.now()
        )

    @property
    def may_be_sent_again(self) -> bool:
        """An answer stays an answer; whoever gave one is asked anew."""
        return self.state not in (self.State.SIGNED, self.State.DECLINED)

    @property
    def is_put_away(self) -> bool:
        return bool(self.sealed_text)

    def thing(self) -> Any:
        """What it is about, deleted or not; None where that is gone. One query."""
        rows = KINDS[self.kind].model._default_manager.filter(uid=self.object_uid)
        return rows.select_related("owner").first()

    def opens_to(self, member: Any) -> bool:
        """The same answer as `visible_to`, for one request, leaving the owner aside."""
        return self.state == self.State.SIGNED and find(self.kind, self.object_uid, member) is not None

    def version(self) -> dict[str, Any]:
        """The version asked about, with its words. For the owner's own session only while the thing is sealed."""
        return json.loads(unseal(self.sealed_text)["snapshot"]) if self.sealed_text else self.snapshot

    def put_away(self, *, sealed: bool, comment: str = "") -> str:
        """Move the words, and the signer's comment, to where they belong. Does not save; the comment as it is kept."""
        if sealed == self.is_put_away:
            return comment
        if sealed:
            self.sealed_text = seal({"snapshot": json.dumps(self.snapshot), "comment": comment})
            self.snapshot = {}
            return ""
        held = unseal(self.sealed_text)
        self.snapshot, self.sealed_text = json.loads(held["snapshot"]), ""
        return held["comment"]


class Signature(models.Model):
    """One answer, given once. `digest` is of the version that was on the signer's screen; voiding keeps both."""

    class Answer(models.TextChoices):
        CONFIRMS = "confirms", "Confirmed"
        CANNOT = "cannot", "Could not confirm it"
        NOT_ME = "not_me", "Says it was not meant for them"

    class How(models.TextChoices):
        LINK = "link", "by a link sent to them"
        CODE = "code", "on a passed phone, with a code sent to them"

    class Why(models.TextChoices):
        CHANGED = "changed", "Changed afterwards: signed for the version before"
        BEFORE = "before", "Changed before it was signed: signed for the version before"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField(SignRequest, on_delete=models.CASCADE, related_name="signature")
    answer = models.CharField(max_length=8, choices=Answer)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=160, blank=True)
    declaration = models.CharField(max_length=300, blank=True)
    comment = models.TextField(blank=True)
    how = models.CharField(max_length=4, choices=How)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    # The one-time key of the form: pressing twice, or trying again, is one act.
    once = models.UUIDField(unique=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_why = models.CharField(max_length=7, choices=Why, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="confirms") | ~Q(name="") & ~Q(role="") & ~Q(declaration=""),
                name="signoffs_confirmed_by_name",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_why="") | Q(voided_at__isnull=False) & ~Q(voided_why=""),
                name="signoffs_void_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.name}"

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    def said(self) -> str:
        """The signer's comment. For the owner's own session only while the thing is sealed."""
        sealed = self.request.sealed_text
        return unseal(sealed)["comment"] if sealed else self.comment
