"""One row per person and event. The words come from the kind when shown, so nothing private is copied here."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from notices import kinds


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "NoticeQuerySet":
        """Their own; those that went by mail alone are not shown, since their link is a key."""
        hidden = [name for name, kind in kinds.KINDS.items() if kind.mail_only]
        return self.filter(recipient_id=member.pk).exclude(kind__in=hidden)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    # One event is told once to each person, however often it is reported.
    event = models.CharField(max_length=120)
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    path = models.CharField(max_length=200)
    # Where the copy goes, when not to the recipient's present address (an address that is being given up).
    to_address = models.EmailField(blank=True)
    # What a mail-only kind needs to make its link: the uid of the thing it is about.
    about = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "event"], name="notices_notice_once")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        actor = self.actor.display_name if self.actor else "Your institution"
        return kinds.KINDS[self.kind].sentence.format(actor=actor)

    @property
    def action(self) -> str:
        return kinds.KINDS[self.kind].action
