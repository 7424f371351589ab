"""The library: templates that trainers, supervisors and the institution keep, share and copy; and every version of each."""

import uuid
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assessments import scoring
from assessments.contents import (
    HIGHEST_SCORE,
    HIGHEST_WEIGHT,
    MOST_ATTEMPTS,
    Content,
    CriterionText,
    PromptText,
    content_of,
)


class TemplateQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "TemplateQuerySet":
        """The same answer as `Template.opens_to`, for those who set assessments and for admins; archived ones too."""
        if not member.has_role("trainer", "supervisor", "admin"):
            return self.none()
        opened = Q(owner=None) | Q(sharing=Template.Sharing.INSTITUTION)
        if member.has_role("trainer", "supervisor"):
            named = Template.shared_with.through.objects.filter(user_id=member.pk).values("template_id")
            opened |= Q(owner_id=member.pk) | Q(sharing=Template.Sharing.PEOPLE, pk__in=named)
        return self.filter(opened)

    def owned_by(self, member: Any) -> "TemplateQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()

    def in_use(self) -> "TemplateQuerySet":
        """Those that may be set anew."""
        return self.filter(archived_at=None)


class PassRule(models.Model):
    """What passing takes; `scoring.Rule` as columns."""

    pass_kind = models.CharField(max_length=7, choices=scoring.PASS_KINDS, blank=True)
    pass_mark = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_kind="", pass_mark=None)
                | Q(pass_kind=scoring.POINTS, pass_mark__gt=0)
                | Q(pass_kind=scoring.PERCENT, pass_mark__gt=0, pass_mark__lte=100),
                name="%(app_label)s_%(class)s_pass_mark",
            )
        ]

    @property
    def rule(self) -> scoring.Rule:
        return scoring.Rule(self.pass_kind, self.pass_mark)


class Template(PassRule):
    """Guidance, criteria and prompts to set again and again. Work already set holds its own copy and never changes.

    `owner` empty: the institution's. `version` is the number of the last `TemplateVersion`, which holds what stands here.
    """

    class Sharing(models.TextChoices):
        PRIVATE = "private", "Only me"
        PEOPLE = "people", "People I name"
        INSTITUTION = "institution", "Everybody here who sets assessments"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    # The one-time key of the form that made it: pressing twice makes one.
    made_key = models.UUIDField(default=uuid.uuid4, editable=False)
    # Names one of the set that every institution starts with, so that it is furnished once.
    shipped_as = models.CharField(max_length=40, null=True, unique=True, editable=False)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True, max_length=20_000)
    # [{"label", "hint"}]: questions about the whole, in order.
    prompts = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    sharing = models.CharField(max_length=11, choices=Sharing, default=Sharing.PRIVATE)
    shared_with = models.ManyToManyField("people.User", related_name="+", blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            *PassRule.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "made_key"], nulls_distinct=False, name="assessments_template_made_once"
            ),
            models.CheckConstraint(
                condition=Q(attempts__gte=1, attempts__lte=MOST_ATTEMPTS),
                name="assessments_template_attempts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:template_detail", args=[self.uid])

    def opens_to(self, member: Any) -> bool:
        """The same answer as `visible_to`, for one template, leaving the roles it asks for aside."""
        if self.owner_id is None or self.sharing == self.Sharing.INSTITUTION:
            return True
        if not member.has_role("trainer", "supervisor"):
            return False
        return self.owner_id == member.pk or (
            self.sharing == self.Sharing.PEOPLE and any(one.pk == member.pk for one in self.shared_with.all())
        )

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def content(self) -> Content:
        """What it says now."""
        return Content(
            title=self.title,
            criteria=[one.text for one in self.criteria.all()],
            guidance=self.guidance,
            prompts=[PromptText(**one) for one in self.prompts],
            tags=self.tags,
            pass_kind=self.pass_kind,
            pass_mark=self.pass_mark,
            attempts=self.attempts,
        )

    @property
    def maximum(self) -> Decimal:
        return self.content.maximum


class TemplateVersion(models.Model):
    """What a template said from `at` on, as `contents.facts`; written once, kept for good."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="assessments_template_version_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def content(self) -> Content:
        return content_of(self.facts)


class CriterionBase(models.Model):
    """What one criterion asks for. `levels` holds [score as written, meaning], from high to low as its author wrote them.

    Each point counts `weight` times; `minimum` is the least score with which the whole can be passed. Criteria of one
    `section` stand together under its name.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True, max_length=5_000)
    maximum = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=scoring.ONE)
    minimum = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence_required = models.BooleanField(default=False)
    levels = models.JSONField(default=list, blank=True)
    # As activities keep them: "pack/grade/code".
    competences = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=HIGHEST_WEIGHT), name="%(app_label)s_%(class)s_weight"
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(minimum__lte=F("maximum")),
                name="%(app_label)s_%(class)s_minimum",
            ),
        ]

    @property
    def text(self) -> CriterionText:
        return CriterionText(**{name: getattr(self, name) for name in CriterionText.__dataclass_fields__})


class Criterion(CriterionBase):
    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="criteria")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            *CriterionBase.Meta.constraints,
            models.CheckConstraint(
                condition=Q(maximum__gte=1, maximum__lte=HIGHEST_SCORE), name="assessments_criterion_maximum"
            ),
        ]

    def __str__(self) -> str:
        return self.title
