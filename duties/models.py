"""A task of one person, and each move of it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from duties import states


class TaskQuerySet(models.QuerySet):
    def overseen_by(self, member: Any) -> "TaskQuerySet":
        """Tasks this member may approve: of those they supervise now; as a trainer, what they set. Never anybody's own."""
        if member.pk is None:
            return self.none()
        overseen = Q(owner_id__in=member.supervised_ids)
        if member.has_role("trainer"):
            overseen |= Q(set_by_id=member.pk)
        return self.filter(overseen).exclude(set_by=F("owner"))

    def visible_to(self, member: Any) -> "TaskQuerySet":
        if member.pk is None:
            return self.none()
        return self.overseen_by(member) | self.filter(owner_id=member.pk)

    def owned_by(self, member: Any) -> "TaskQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()

    def with_owner(self) -> "TaskQuerySet":
        return self.filter(state__in=states.WITH_OWNER)

    def awaiting_approval(self) -> "TaskQuerySet":
        return self.filter(state=states.DONE)


class Task(models.Model):
    """Something to do. `state`, `note` and the times are written by `duties.actions` only.

    Without `set_by` the institution itself set it; set by its owner it is theirs alone. `note` is the owner's word with
    what they did; `link` an address out there, or a path of this site.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    set_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    # The one-time key of the form that set it: pressing twice sets one.
    set_key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=1000, blank=True)
    due_on = models.DateField(null=True, blank=True)
    needs_approval = models.BooleanField(default=True)
    state = models.CharField(max_length=9, choices=states.STATES, default=states.OPEN)
    set_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    # When its owner last handed it in; also the token of what an approver was shown.
    done_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "set_at", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="duties_task_state_due")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "set_key"], name="duties_task_set_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state for state, _ in states.STATES]), name="duties_task_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(set_by=F("owner")) | Q(needs_approval=False),
                name="duties_task_own_needs_no_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[states.DONE, states.COMPLETED]) | Q(done_at__isnull=False),
                name="duties_task_done_has_time",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="duties_task_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("duties:task_detail", args=[self.uid])

    @property
    def is_private(self) -> bool:
        return self.set_by_id is not None and self.set_by_id == self.owner_id

    @property
    def is_with_owner(self) -> bool:
        return self.state in states.WITH_OWNER

    @property
    def is_overdue(self) -> bool:
        return states.is_overdue(state=self.state, due_on=self.due_on, today=timezone.localdate())

    @property
    def shown_as(self) -> str:
        return states.shown_as(state=self.state, due_on=self.due_on, today=timezone.localdate())

    @property
    def may_reopen(self) -> bool:
        """Whether its owner may say that it is not done after all."""
        return states.can_move(self.state, states.OPEN, needs_approval=self.needs_approval)

    @property
    def may_return(self) -> bool:
        return states.can_move(self.state, states.RETURNED, needs_approval=self.needs_approval)

    @property
    def may_withdraw(self) -> bool:
        return states.can_move(self.state, states.WITHDRAWN, needs_approval=self.needs_approval)

    @property
    def is_external(self) -> bool:
        return not self.link.startswith("/")

    @property
    def done_token(self) -> str:
        return self.done_at.isoformat() if self.done_at else ""


class TaskMove(models.Model):
    """One move, with its time and actor (None for the institution). `words` are the note or the reason given with it.

    From a state to itself it was changed; `words` are then what was asked before.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=9, choices=states.STATES, blank=True)
    to_state = models.CharField(max_length=9, choices=states.STATES)
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField(blank=True)
    # The one-time key of the form: pressing twice, or trying again, is one act.
    once = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "once"], name="duties_move_once")]

    def __str__(self) -> str:
        return f"{self.from_state} to {self.to_state}"

    @property
    def is_change(self) -> bool:
        return self.from_state == self.to_state
