"""A second mark: what somebody else gives the same submission, beside the first and without changing it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from assessments import states
from assessments.models import Assignment, Submission, Transition
from moderation.models.shares import Share


class SecondMarkQuerySet(models.QuerySet):
    def live(self) -> "SecondMarkQuerySet":
        return self.filter(withdrawn_at=None)

    def marked_by(self, member: Any) -> "SecondMarkQuerySet":
        """What this member was asked to mark, while they are a trainer or paired with its owner."""
        if member.pk is None:
            return self.none()
        return self.live().filter(_asked_of(member))

    def judged_by(self, member: Any) -> "SecondMarkQuerySet":
        """Beside work that this member may score themselves."""
        if member.pk is None:
            return self.none()
        return self.live().filter(_on_work_of(member))

    def visible_to(self, member: Any) -> "SecondMarkQuerySet":
        """That it is there; whose marks may be read is `revealed` and `SecondMark.is_revealed`."""
        if member.pk is None:
            return self.none()
        return self.live().filter(_asked_of(member) | _on_work_of(member))

    def revealed(self) -> "SecondMarkQuerySet":
        """Done and, where it is blind, the work completed on that version or a later one."""
        completed = Transition.objects.filter(
            assignment=OuterRef("assignment"), to_state=states.COMPLETED, version__gte=OuterRef("version")
        )
        return self.exclude(done_at=None).filter(Q(blind=False) | Exists(completed))


def _asked_of(member: Any) -> Q:
    asked = Q(marker_id=member.pk)
    return asked if member.has_role("trainer") else asked & Q(assignment__owner_id__in=member.supervised_ids)


def _on_work_of(member: Any) -> Q:
    return Q(assignment__in=Assignment.objects.scored_by(member).order_by().values("pk"))


class SecondMark(models.Model):
    """`marks` is {criterion uid: {"score", "feedback"}}, a draft until `done_at`; `version` and `digest` are of the
    submission that it was given on, and empty before anything was written. `agreed` is what the trainer noted
    in the end.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="second_marks")
    marker = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    blind = models.BooleanField()
    share = models.ForeignKey(Share, null=True, on_delete=models.SET_NULL, related_name="second_marks")
    # The one-time key of the form that asked: pressing twice asks once.
    once = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    overall_feedback = models.TextField(blank=True)
    # When the marker last saved; the token that tells two windows apart.
    marked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_key = models.UUIDField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    agreed = models.TextField(blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SecondMarkQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "marker"],
                condition=Q(withdrawn_at=None),
                name="moderation_mark_once_a_marker",
            ),
            models.UniqueConstraint(fields=["assignment", "once"], name="moderation_mark_asked_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(version__gte=1, withdrawn_at=None),
                name="moderation_mark_done_on_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"Second mark of {self.assignment}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:mark_detail", args=[self.uid])

    @property
    def owner_id(self) -> int:
        return self.assignment.owner_id

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_revealed(self) -> bool:
        """The same answer as `revealed`, for one."""
        if self.done_at is None:
            return False
        moves = self.assignment.transitions
        return not self.blind or moves.filter(to_state=states.COMPLETED, version__gte=self.version).exists()

    @property
    def may_be_given(self) -> bool:
        """Not done, and the work handed in: what lies with the trainee is marked when it comes back."""
        return not self.is_done and self.assignment.state in (states.SUBMITTED, states.COMPLETED)

    @property
    def submission(self) -> Submission | None:
        """What the marker sees: the version it was given on or, before that is done, the last."""
        held = self.assignment.submissions
        return held.filter(number=self.version).first() if self.is_done else held.order_by("number").last()

    @property
    def changed_token(self) -> str:
        return self.marked_at.isoformat() if self.marked_at else ""

    @property
    def agreed_token(self) -> str:
        return self.agreed_at.isoformat() if self.agreed_at else ""
