"""What readers report as unsuitable, and what the institution's admins do about it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

MOST_SAID = 2_000
# The kind of a report about a comment; any other is the kind of an item.
COMMENT = "comment"


class ReportQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "ReportQuerySet":
        """An admin's cases, and those about what is one's own or stands on it."""
        if member.pk is None:
            return self.none()
        return self if member.has_role("admin") else self.about(member)

    def about(self, member: Any) -> "ReportQuerySet":
        """The same answer as `Report.concerns`, for many."""
        return self.filter(Q(owner_id=member.pk) | Q(author_id=member.pk))

    def waiting(self) -> "ReportQuerySet":
        return self.filter(state=Report.State.WAITING)


class Report(models.Model):
    """A case: some item, or a comment on one, is said to be unsuitable. It holds nothing of it but what its reporter quotes.

    `owner` is the item's, `author` a comment's. `opened_at`: from then on the owner lets the admins read the thing itself,
    while the case waits.
    """

    class Reason(models.TextChoices):
        PEOPLE = "people", "It names or shows somebody who has not agreed"
        CONFIDENTIAL = "confidential", "It gives away something confidential"
        OFFENSIVE = "offensive", "It is offensive, or bullies somebody"
        UNLAWFUL = "unlawful", "It breaks the law, or somebody’s copyright"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        UPHELD = "upheld", "Upheld"
        DISMISSED = "dismissed", "Nothing wrong found"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(db_index=True)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    # Nobody where a visitor without an account reported it.
    reporter = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.TextField(max_length=MOST_SAID, blank=True)
    quote = models.TextField(max_length=MOST_SAID, blank=True)
    # The one-time key of the form: pressing twice reports once.
    once = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(max_length=MOST_SAID, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None)
                | ~Q(state="waiting") & Q(settled_at__isnull=False),
                name="sharing_report_settled_has_day",
            )
        ]

    def __str__(self) -> str:
        return f"Report of {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("sharing:report_detail", args=[self.uid])

    @property
    def is_of_comment(self) -> bool:
        return self.kind == COMMENT

    @property
    def whose_id(self) -> int | None:
        """Whose words or work it is: the author of a comment, if they are still here, or the owner of an item."""
        return self.author_id if self.is_of_comment else self.owner_id

    def concerns(self, member: Any) -> bool:
        """Whether it is about what is theirs, or stands on what is theirs."""
        return member.pk is not None and member.pk in (self.owner_id, self.author_id)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_open_to_admins(self) -> bool:
        """Whether the owner lets them read the item itself."""
        return self.is_waiting and self.opened_at is not None
