"""Templates of webfolios: plain rows, no pages of the page tree."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Membership
from people.models import Pair, User
from people.models.accounts import Role


def makers_for(member: Any) -> models.QuerySet:
    """Whose templates this person may use besides their own: their supervisors now, and the trainers of their cohorts."""
    people = User.objects.current()
    paired = Pair.objects.live().filter(technician_id=member.pk).values("supervisor_id")
    joined = Membership.objects.current().filter(person_id=member.pk)
    trained = people.holding(Role.TRAINER).filter(pk__in=joined.values("cohort__trainers"))
    return people.filter(Q(pk__in=paired) | Q(pk__in=trained.values("pk")))


class WebfolioTemplateQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "WebfolioTemplateQuerySet":
        """The institution's, one's own, and those of the people who supervise or train one."""
        if member.pk is None:
            return self.none()
        return self.filter(
            Q(owner=None) | Q(owner_id=member.pk) | Q(owner__in=makers_for(member).order_by().values("pk"))
        )


class WebfolioTemplate(models.Model):
    """Pages to begin a webfolio with. Without an owner it is the institution's; the default always is.

    A webfolio begun from it holds a copy: no later change of the template reaches it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=120)
    owner = models.ForeignKey("people.User", null=True, on_delete=models.CASCADE, related_name="+")
    is_default = models.BooleanField(default=False)
    # The one-time key of the form that copied it, and who sent that.
    made_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_key = models.UUIDField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WebfolioTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-is_default", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="portfolios_one_default_template"
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(owner=None), name="portfolios_default_is_institutions"
            ),
            models.UniqueConstraint(fields=["made_by", "made_key"], name="portfolios_template_copied_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portfolios:template_detail", args=[self.uid])

    def opens_to(self, member: Any) -> bool:
        """The same answer as `visible_to`, for one."""
        return WebfolioTemplate.objects.visible_to(member).filter(pk=self.pk).exists()


class TemplatePage(models.Model):
    """One page of a template. `body` is a list of blocks in the shape that pages store: {type, value, id}."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.ForeignKey(WebfolioTemplate, on_delete=models.CASCADE, related_name="pages")
    title = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField()
    body: Any = models.JSONField(default=list)
    changed = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()
