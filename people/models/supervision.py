"""Who supervises whom, from when to when, and whether the technician said yes."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class PairQuerySet(models.QuerySet):
    def live(self, on: date | None = None) -> "PairQuerySet":
        """Accepted, begun, and not ended on that day (today). Only these open anything."""
        day = on or timezone.localdate()
        return self.filter(state=Pair.State.ACCEPTED, started_on__lte=day).filter(
            Q(ends_on=None) | Q(ends_on__gte=day)
        )

    def waiting(self) -> "PairQuerySet":
        return self.filter(state=Pair.State.PROPOSED)

    def visible_to(self, member) -> "PairQuerySet":
        if member.pk is None:
            return self.none()
        if member.has_role("admin"):
            return self
        return self.filter(Q(technician=member) | Q(supervisor=member))


class Pair(models.Model):
    """A technician and a supervisor. `state` is written by people.actions.pairs only."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for the technician"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "Ended"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    technician = models.ForeignKey(
        "people.User", on_delete=models.CASCADE, related_name="pairs_as_technician"
    )
    supervisor = models.ForeignKey(
        "people.User", on_delete=models.CASCADE, related_name="pairs_as_supervisor"
    )
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    started_on = models.DateField()
    ends_on = models.DateField(
        null=True, blank=True, help_text="Last day it is live; empty while open-ended."
    )
    proposed_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(condition=~Q(technician=F("supervisor")), name="people_pair_of_two"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("started_on")),
                name="people_pair_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["technician", "supervisor"],
                condition=Q(state__in=["proposed", "accepted"]),
                name="people_pair_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technician} with {self.supervisor}"

    @property
    def is_live(self) -> bool:
        today = timezone.localdate()
        return (
            self.state == self.State.ACCEPTED
            and self.started_on <= today
            and (self.ends_on is None or self.ends_on >= today)
        )
