"""What is said about an item: comments, and one level of replies."""

import uuid
from functools import cached_property
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from sharing import kinds
from sharing.models.items import Hidden

MOST_WORDS = 5_000
HIGHEST_SCORE = 10
# Of a name as it is kept; an account's may be longer.
LONGEST_NAME = 200


class CommentQuerySet(models.QuerySet):
    def shown(self) -> "CommentQuerySet":
        """Those that nobody has taken back."""
        return self.filter(removed_at=None)

    def with_marks(self) -> "CommentQuerySet":
        """Those that know without a query of their own whether they are hidden."""
        return self.annotate(is_hidden=Exists(Hidden.objects.filter(object_uid=OuterRef("uid"))))

    def unhidden_to(self, member: Any) -> "CommentQuerySet":
        """Without what an admin hides, but for its author."""
        hidden = Q(uid__in=Hidden.objects.values("object_uid"))
        return self.filter(~hidden | Q(author_id=member.pk))

    def visible_to(self, member: Any) -> "CommentQuerySet":
        """The same answer as `Comment.opens_to`, for many: on items this member may read, and within its reach."""
        if member.pk is None:
            return self.none()
        readable = Q(pk__in=[])
        for kind in sorted(kinds.COMMENTED):
            items = kinds.KINDS[kind].objects.visible_to(member).order_by().values("uid")
            readable |= Q(kind=kind, object_uid__in=items)
        near = Q(owner_id=member.pk) | Q(owner_id__in=member.supervised_ids)
        return self.shown().unhidden_to(member).filter(readable, near | Q(reach=Comment.Reach.READERS))


class Comment(models.Model):
    """One remark on an item, or a reply to one. `owner` is the item's; the words are the author's, and theirs alone.

    `score` (0 to HIGHEST_SCORE) is a supervisor's, on a journal entry. `as_supervisor` says that the author was paired with
    the owner when they wrote it: what a supervisor wrote, the owner neither changes nor removes.
    """

    class Reach(models.TextChoices):
        BETWEEN = "between", "Only the owner and their supervisors"
        READERS = "readers", "Everyone here who may read it"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(db_index=True)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=LONGEST_NAME)
    as_supervisor = models.BooleanField(default=False)
    reply_to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    reach = models.CharField(max_length=7, choices=Reach)
    words = models.TextField(max_length=MOST_WORDS)
    score = models.PositiveSmallIntegerField(null=True, validators=[MaxValueValidator(HIGHEST_SCORE)])
    # Whom it was meant for, of those between whom it stays.
    mentioned = models.ManyToManyField("people.User", related_name="+")
    # The one-time key of the form: pressing twice says it once.
    once = models.UUIDField(default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    # When the words were last changed; empty while they are the first ones.
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "once"], name="sharing_comment_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=HIGHEST_SCORE, as_supervisor=True, kind="entry"),
                name="sharing_comment_score",
            ),
            models.CheckConstraint(condition=~Q(reply_to=F("id")), name="sharing_comment_not_its_own_reply"),
        ]

    def __str__(self) -> str:
        return f"Comment by {self.author_name}"

    def get_absolute_url(self) -> str:
        return reverse("sharing:comment_detail", args=[self.uid])

    def item_for(self, member: Any) -> Any:
        """The item it is about, if this member may read it; None otherwise."""
        return kinds.find(self.kind, self.object_uid, member)

    def opens_to(self, member: Any) -> bool:
        """Whether this member may read it: the item is open to them, and they are within its reach; hidden, its author."""
        if member.pk is None or self.removed_at is not None:
            return False
        if self.is_hidden and self.author_id != member.pk:
            return False
        return self.reaches(member) and self.item_for(member) is not None

    def reaches(self, member: Any) -> bool:
        """Whether it was said to this member too, should they read the item."""
        is_near = member.pk == self.owner_id or self.owner_id in member.supervised_ids
        return is_near or self.reach == self.Reach.READERS

    @cached_property
    def is_hidden(self) -> bool:
        """Whether an admin keeps it from everyone but its author, because of a report."""
        return Hidden.objects.filter(object_uid=self.uid).exists()

    @property
    def score_text(self) -> str:
        """`7 of 10`; empty without a score."""
        return "" if self.score is None else f"{self.score} of {HIGHEST_SCORE}"

    @property
    def changed_token(self) -> str:
        """Tells two editors of it apart."""
        return (self.changed_at or self.at).isoformat()
