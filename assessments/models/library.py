"""The library: templates that trainers and supervisors keep and copy."""

import uuid
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

HIGHEST_SCORE = 1000


class TemplateQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "TemplateQuerySet":
        """The whole library, to those who set assessments and to admins, who keep it in order."""
        return self.all() if member.has_role("trainer", "supervisor", "admin") else self.none()

    def owned_by(self, member: Any) -> "TemplateQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()


class Template(models.Model):
    """Guidance and criteria to set again and again. Work already set holds its own copy and never changes with it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True, max_length=20_000)
    created = models.DateTimeField(default=timezone.now, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:template_detail", args=[self.uid])

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()

    @property
    def maximum(self) -> int:
        return sum(criterion.maximum for criterion in self.criteria.all())


class CriterionBase(models.Model):
    """What one criterion asks for. `levels` holds [score as written, meaning], from high to low as its author wrote them."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True, max_length=5_000)
    maximum = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    levels = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True


class Criterion(CriterionBase):
    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="criteria")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum__gte=1, maximum__lte=HIGHEST_SCORE), name="assessments_criterion_maximum"
            )
        ]

    def __str__(self) -> str:
        return self.title
