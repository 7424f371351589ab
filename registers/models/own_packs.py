"""A rule pack that an institution wrote itself: a register of its own, or its own edition of a shipped one."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


class OwnPack(models.Model):
    """The text of one edition as it was given. `state` is written by `registers.actions` only; the text never changes."""

    class State(models.TextChoices):
        TRIAL = "trial", "On trial"
        IN_USE = "in_use", "In use"
        RETIRED = "retired", "Retired"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pack = models.CharField(max_length=40)
    version = models.CharField(max_length=80)
    valid_from = models.DateField(null=True, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=7, choices=State, default=State.TRIAL)
    by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pack", "-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "version"], condition=~Q(state="retired"), name="registers_own_pack_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("registers:own_pack_detail", args=[self.uid])

    @property
    def is_on_trial(self) -> bool:
        return self.state == self.State.TRIAL

    @property
    def is_in_use(self) -> bool:
        return self.state == self.State.IN_USE
