"""Registrations a person holds or held, and breaks from practice."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from registers import packs, shape
from registers.editions import Edition, UnknownGradeError

# Days before the due date on which a holder may be reminded.
REMINDERS = (90, 30, 7)


def every_reminder() -> list[int]:
    return list(REMINDERS)


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "OwnedQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class Registration(models.Model):
    """One register (or membership) somebody holds or works towards. Their own; nobody else reads it."""

    class Standing(models.TextChoices):
        ACTIVE = "active", "Professionally active"
        PARTLY_ACTIVE = "partly_active", "Partly active"
        SEMI_RETIRED = "semi_retired", "Semi-retired"
        RETIRED = "retired", "Retired"
        NOT_ACTIVE = "not_active", "Not active"

    class End(models.TextChoices):
        """How a registration ended."""

        LAPSED = "lapsed", "It lapsed: a fee or a return was missed, or the body removed me"
        RESIGNED = "resigned", "I gave it up"
        TRANSFERRED = "transferred", "It went to another body"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="registrations")
    pack = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    is_candidate = models.BooleanField(default=False)
    employer_pays = models.BooleanField(default=False)
    registered_on = models.DateField(null=True, blank=True)
    # The member's own date, from which some bodies count the year.
    anchor_date = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=11, choices=End, blank=True)
    # The holder wishes the letters to stand after their name, as long as the registration is current.
    show_letters = models.BooleanField(default=False)
    # Days before the due date on which the holder is reminded; none for never.
    remind_days = ArrayField(models.PositiveSmallIntegerField(), default=every_reminder, blank=True)
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["ended_on", "created", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "pack", "grade"], condition=Q(ended_on=None), name="registers_held_once"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=shape.STATUSES), name="registers_registration_standing"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_as=""), name="registers_ended_registration_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grade}, {self.edition.called}"

    def get_absolute_url(self) -> str:
        return reverse("registers:registration_detail", args=[self.uid])

    @property
    def edition(self) -> Edition:
        return packs.editions(self.pack)[-1]

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()

    @property
    def grade_title(self) -> str:
        try:
            return self.edition.grade(self.grade).title
        except UnknownGradeError:
            return self.grade

    @property
    def anchor(self) -> Any:
        return self.anchor_date or self.registered_on

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None and self.ended_on <= timezone.localdate()

    @property
    def state(self) -> str:
        """`current`, `candidate`, or how it ended: `lapsed`, `resigned`, `transferred`."""
        if self.is_ended:
            return self.ended_as
        return "candidate" if self.is_candidate else "current"

    @property
    def letters(self) -> str:
        """The letters after the holder's name: those of a current registration whose holder asked for it, else ""."""
        if not self.show_letters or self.state != "current":
            return ""
        return next((one.letters for one in self.edition.grades if one.code == self.grade), "")


class RegistrationEvent(models.Model):
    """One dated step of a registration's history, as its holder told it. Written by `registers.actions` only.

    The day of registration itself is the registration's own field.
    """

    class What(models.TextChoices):
        BEGAN = "began", "Working towards it"
        LAPSED = "lapsed", "Lapsed"
        RESIGNED = "resigned", "Given up"
        TRANSFERRED = "transferred", "Went to another body"
        RETURNED = "returned", "Came back"

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=11, choices=What)
    on = models.DateField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.get_what_display()


class Break(models.Model):
    """Time away from practice, agreed with the body."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="breaks")
    reason = models.CharField(
        max_length=14, choices=[(word, word.replace("_", " ").capitalize()) for word in shape.BREAKS]
    )
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="registers_break_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
