"""Calibration: answers that a trainer invented, with reference scores, and what each rater gave them for their own eyes."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assessments.contents import Content, CriterionText, content_of
from assessments.models import Template


@dataclass(frozen=True)
class NumberedCriterion:
    """A criterion of a template with its number, as the forms of assessments take it."""

    order: int
    text: CriterionText

    @property
    def maximum(self) -> int:
        return self.text.maximum


class CalibrationQuerySet(models.QuerySet):
    def kept_by(self, member: Any) -> "CalibrationQuerySet":
        return self.filter(owner_id=member.pk) if member.has_role("trainer") else self.none()

    def open_to(self, member: Any) -> "CalibrationQuerySet":
        """Others' sets, once opened, whose template this member may use."""
        if not member.has_role("trainer", "supervisor"):
            return self.none()
        usable = Template.objects.visible_to(member).order_by().values("pk")
        return self.exclude(opened_at=None).exclude(owner_id=member.pk).filter(template__in=usable)

    def visible_to(self, member: Any) -> "CalibrationQuerySet":
        if member.pk is None:
            return self.none()
        seen = self.kept_by(member).order_by().values("pk"), self.open_to(member).order_by().values("pk")
        return self.filter(Q(pk__in=seen[0]) | Q(pk__in=seen[1]))


class CalibrationSet(models.Model):
    """`facts` is the version of the template as it was then (`assessments.contents.facts`)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    facts = models.JSONField()
    once = models.UUIDField(editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "once"], name="moderation_set_made_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="moderation_set_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("moderation:calibration_detail", args=[self.uid])

    @property
    def content(self) -> Content:
        return content_of(self.facts)

    @property
    def criteria(self) -> list[NumberedCriterion]:
        return [NumberedCriterion(order, text) for order, text in enumerate(self.content.criteria, start=1)]

    @property
    def is_draft(self) -> bool:
        return self.opened_at is None

    @property
    def takes_ratings(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_rated(self) -> bool:
        """Whether anybody has scored any of it."""
        return Rating.objects.filter(exemplar__calibration=self).exists()

    def is_rated_by(self, member: Any) -> bool:
        """The same answer as `open_to`, for one set and one member."""
        if self.opened_at is None or member.pk == self.owner_id:
            return False
        return member.has_role("trainer", "supervisor") and self.template.opens_to(member)


class ExemplarQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "ExemplarQuerySet":
        """With its set; the reference only beside one's own rating."""
        return self.filter(calibration__in=CalibrationSet.objects.visible_to(member).order_by().values("pk"))


class Exemplar(models.Model):
    """One invented piece of work. `answers` is {number: text}, `reference` {number: {"score", "why"}}; both change only
    while the set is a draft.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calibration = models.ForeignKey(CalibrationSet, on_delete=models.CASCADE, related_name="exemplars")
    title = models.CharField(max_length=160)
    answers = models.JSONField()
    reference = models.JSONField()
    once = models.UUIDField(editable=False)
    changed = models.DateTimeField(default=timezone.now)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["calibration", "once"], name="moderation_exemplar_made_once")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("moderation:exemplar_rate", args=[self.uid])

    @property
    def owner_id(self) -> int:
        return self.calibration.owner_id

    def is_rated_by(self, member: Any) -> bool:
        return self.calibration.is_rated_by(member)

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()


class RatingQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "RatingQuerySet":
        """One's own alone."""
        return self.filter(rater_id=member.pk) if member.pk else self.none()


class Rating(models.Model):
    """What one person gave one exemplar, once: `scores` is {number: score}."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="ratings")
    rater = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    scores = models.JSONField()
    once = models.UUIDField(editable=False)
    done_at = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["done_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "rater"], name="moderation_rating_once_a_rater")
        ]

    def __str__(self) -> str:
        return f"Rating of {self.exemplar}"
