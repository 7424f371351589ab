"""The institution's privacy notice, version by version, and who has agreed to which."""

import uuid

from django.db import models
from django.utils import timezone

MOST_NOTICE = 20_000


class PrivacyNotice(models.Model):
    """One version. Its words never change: other words are the next version, which everyone is asked about anew."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    words = models.TextField(max_length=MOST_NOTICE)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Agreement(models.Model):
    """This person has read this version and agreed."""

    notice = models.ForeignKey(PrivacyNotice, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="sharing_agreed_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.notice}"
