"""One row per person and event, and what people chose about their mail. Words come from the kind when shown, so that
nothing private is copied here.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lib.hours import quiet_condition
from notices import kinds


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "NoticeQuerySet":
        """Their own; those that went by mail alone are not shown, since their link is a key."""
        hidden = [name for name, kind in kinds.KINDS.items() if kind.mail_only]
        return self.filter(recipient_id=member.pk).exclude(kind__in=hidden)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def for_daily_mail(self) -> "NoticeQuerySet":
        """Kept for their recipient's daily mail, neither read nor mailed since."""
        return self.filter(for_daily=True, mailed_at=None, read_at=None)


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
    # Its recipient has this kind once a day; and when a mail, its own or the daily one, has carried it.
    for_daily = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    # What it is about by name, where `naming.with_titles` has asked for it; kept nowhere.
    title: str = ""

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "event"], name="notices_notice_once")]
        indexes = [
            models.Index(
                fields=["recipient"], name="notices_for_daily_mail",
                condition=Q(for_daily=True, mailed_at=None, read_at=None),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        actor = self.actor.display_name if self.actor else "Your institution"
        return kinds.KINDS[self.kind].sentence.format(actor=actor)

    @property
    def action(self) -> str:
        return kinds.KINDS[self.kind].action


class Preference(models.Model):
    """How one person wants one kind by mail. Without a row it is as usual for the kind. Written by `actions` only."""

    class How(models.TextChoices):
        NOW = kinds.NOW, "At once"
        DAILY = kinds.DAILY, "Once a day"
        OFF = kinds.OFF, "Not by email"

    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    how = models.CharField(max_length=5, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="notices_preference_once"),
            models.CheckConstraint(
                condition=Q(how__in=["now", "daily", "off"]), name="notices_preference_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_how_display()}"


class QuietHours(models.Model):
    """One person's own quiet hours, or their wish for none; without a row they are the institution's."""

    person = models.OneToOneField("people.User", primary_key=True, on_delete=models.CASCADE, related_name="+")
    # Both empty: mail at any hour.
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=quiet_condition(), name="notices_quiet_hours_whole"),
        ]

    def __str__(self) -> str:
        return "None" if self.quiet_from is None else f"{self.quiet_from} to {self.quiet_until}"


class Letter(models.Model):
    """A mail to somebody without an account about the thing with uid `about`. `notices.letters` alone writes it."""

    kind = models.CharField(max_length=24)
    about = models.UUIDField(db_index=True)
    # SHA-256 of the key in it; None until it is sent, and for a letter without one.
    digest = models.CharField(max_length=64, null=True, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Set when a later letter takes its place: the key of this one opens nothing any more.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}, {self.made_at:%Y-%m-%d}"


class CalendarFeed(models.Model):
    """The secret address of one person's calendar: only the digest of its key is kept. Written by `actions` only."""

    person = models.OneToOneField("people.User", primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    with_titles = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
