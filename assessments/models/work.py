"""Work in hand: an assignment with its own copy of criteria and prompts, and the answers and marks on them."""

import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assessments import scoring, states
from assessments.contents import HIGHEST_SCORE
from assessments.models.library import CriterionBase, PassRule, Template
from lib.formats import figure


class AssignmentQuerySet(models.QuerySet):
    def scored_by(self, member: Any) -> "AssignmentQuerySet":
        """Work this member may score: of those they supervise now; as a trainer, what they set or were asked to assess."""
        if member.pk is None:
            return self.none()
        scored = Q(owner_id__in=member.supervised_ids)
        if member.has_role("trainer"):
            scored |= Q(set_by_id=member.pk) | Q(assessor_id=member.pk)
        return self.filter(scored)

    def visible_to(self, member: Any) -> "AssignmentQuerySet":
        if member.pk is None:
            return self.none()
        return self.scored_by(member) | self.filter(owner_id=member.pk)

    def owned_by(self, member: Any) -> "AssignmentQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()

    def with_trainee(self) -> "AssignmentQuerySet":
        return self.filter(state__in=states.WITH_TRAINEE)

    def opened(self) -> "AssignmentQuerySet":
        """Without what is not open to be answered yet."""
        return self.exclude(state=states.OPEN, opens_on__gt=timezone.localdate())

    def awaiting_score(self) -> "AssignmentQuerySet":
        return self.filter(state=states.SUBMITTED)


class Assignment(PassRule):
    """One person's assessment, a copy of a version of a template. `state` is written by `actions.moves.move` only.

    The trainee's words live on the criteria and in `response`; what a scorer sees of them is the last `Submission`. A
    scorer's words are drafts (`draft_*`) until a return or a completion copies them to `score`, `feedback` and
    `overall_feedback`. `total` and `passed` are reckoned on completion, never typed; what an earlier attempt came to is
    kept in its `Transition`.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    set_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    assessor = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    template = models.ForeignKey(Template, null=True, on_delete=models.SET_NULL, related_name="+")
    # Which version of it this is a copy of; 0 where that was not kept.
    template_version = models.PositiveIntegerField(default=0)
    # The one-time key of the form that set it: pressing twice sets one.
    set_key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=2)
    attempt = models.PositiveSmallIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=1)
    # From which day its owner may answer; empty where they may at once.
    opens_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=states.STATES, default=states.OPEN)
    set_at = models.DateTimeField(default=timezone.now)

    response = models.TextField(blank=True)
    # When the trainee last saved, and so whether they have begun; also the token that tells two tabs apart.
    answered_at = models.DateTimeField(null=True, blank=True)

    version = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submission_hash = models.CharField(max_length=64, blank=True)

    draft_feedback = models.TextField(blank=True)
    # When a scorer last saved; the token that tells two scorers apart.
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    overall_feedback = models.TextField(blank=True)
    total = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    # Empty while it is not completed, and where nothing says what passes.
    passed = models.BooleanField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "set_at", "pk"]
        indexes = [models.Index(fields=["state", "submitted_at"])]
        constraints = [
            *PassRule.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "set_key"], name="assessments_assignment_set_once"),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(due_on=None) | Q(opens_on__lte=F("due_on")),
                name="assessments_assignment_opens_before_due",
            ),
            models.CheckConstraint(
                condition=~Q(owner=F("set_by")) & ~Q(owner=F("assessor")),
                name="assessments_assignment_not_own_scorer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "completed"]) | Q(version__gte=1),
                name="assessments_assignment_submitted_first",
            ),
            models.CheckConstraint(
                condition=Q(attempt__gte=1, attempt__lte=F("attempts")), name="assessments_assignment_attempt"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:assignment_detail", args=[self.uid])

    @property
    def review_url(self) -> str:
        return reverse("review:work_score", args=[self.uid])

    @property
    def is_with_trainee(self) -> bool:
        return self.state in states.WITH_TRAINEE

    @property
    def is_early(self) -> bool:
        """Set, and not open to be answered yet."""
        return states.is_early(state=self.state, opens_on=self.opens_on, today=timezone.localdate())

    @property
    def is_overdue(self) -> bool:
        return states.is_overdue(state=self.state, due_on=self.due_on, today=timezone.localdate())

    @property
    def shown_as(self) -> str:
        return states.shown_as(
            state=self.state,
            due_on=self.due_on,
            is_begun=self.answered_at is not None,
            opens_on=self.opens_on,
            today=timezone.localdate(),
        )

    @property
    def may_try_again(self) -> bool:
        """Completed, not passed, and fewer attempts used than are allowed."""
        return states.may_try_again(
            state=self.state, passed=self.passed, attempt=self.attempt, allowed=self.attempts
        )

    @property
    def has_newer_version(self) -> bool:
        """Whether its template has been changed since it was set."""
        return self.template is not None and 0 < self.template_version < self.template.version

    @property
    def score_text(self) -> str:
        """`15 of 20`; empty while there is no total."""
        return "" if self.total is None else f"{figure(self.total)} of {figure(self.maximum)}"

    @property
    def points_needed(self) -> Decimal | None:
        return self.rule.needed(self.maximum)

    @property
    def pass_text(self) -> str:
        """What passes: `12 of 20`, `12 of 20, 60 per cent`; empty without a pass mark."""
        if not self.pass_kind:
            return ""
        share = f", {self.rule.words}" if self.pass_kind == scoring.PERCENT else ""
        return f"{figure(self.points_needed)} of {figure(self.maximum)}{share}"

    @property
    def changed_token(self) -> str:
        return self.answered_at.isoformat() if self.answered_at else ""

    @property
    def marks_token(self) -> str:
        return self.marked_at.isoformat() if self.marked_at else ""


class AssignedCriterion(CriterionBase):
    """One criterion as it was when the work was set, with the trainee's answer and the scorer's marks beside each other."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="criteria")
    self_score = models.PositiveSmallIntegerField(null=True, blank=True)
    response = models.TextField(blank=True)
    draft_score = models.PositiveSmallIntegerField(null=True, blank=True)
    draft_feedback = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    feedback = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            *CriterionBase.Meta.constraints,
            models.UniqueConstraint(fields=["assignment", "order"], name="assessments_assigned_order"),
            models.CheckConstraint(
                condition=Q(maximum__gte=1, maximum__lte=HIGHEST_SCORE), name="assessments_assigned_maximum"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__lte": F("maximum")}),
                    name=f"assessments_assigned_{name}",
                )
                for name in ("self_score", "draft_score", "score")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"

    @property
    def owner_id(self) -> int:
        return self.assignment.owner_id

    @property
    def is_answered(self) -> bool:
        return bool(self.response.strip())

    @property
    def needs_work(self) -> bool:
        return scoring.needs_work(score=self.score, maximum=self.maximum, feedback=self.feedback)

    @property
    def draft_line(self) -> scoring.Line:
        return scoring.Line(self.draft_score, self.maximum, self.weight, self.minimum)

    @property
    def own_line(self) -> scoring.Line:
        return scoring.Line(self.self_score, self.maximum, self.weight)


class AssignedPrompt(models.Model):
    """A question about the whole as it was when the work was set, with the trainee's answer."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="prompts")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    response = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "order"], name="assessments_prompt_order")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_answered(self) -> bool:
        return bool(self.response.strip())
