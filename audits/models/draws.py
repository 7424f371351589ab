"""A sample of declared packs: its seed is committed to first, the list closes, then the seed is shown and the draw made."""

import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from registers import packs
from registers.editions import Edition
from registers.models import FrozenPack


class DrawQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "DrawQuerySet":
        """Everyone signed in: a draw that can be checked holds no names."""
        return self.all() if member.pk else self.none()


class Draw(models.Model):
    """`seed` stays empty until the draw: till then only its digest is known to us. Written by `actions.draws`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    pack = models.CharField(max_length=40)
    grade = models.CharField(max_length=40)
    # Packs whose period ends between these days, both included.
    period_from = models.DateField()
    period_to = models.DateField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    # The last day on which a pack declared is in the list.
    closes_on = models.DateField()
    response_days = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=200, blank=True)
    ids = models.JSONField(default=list, blank=True)
    sample = models.JSONField(default=list, blank=True)
    once = models.UUIDField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    drawn_at = models.DateTimeField(null=True, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="audits_draw_period"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=Decimal(100)), name="audits_draw_percent"
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None, seed="") | Q(drawn_at__isnull=False) & ~Q(seed=""),
                name="audits_draw_seed_when_drawn",
            ),
        ]

    def __str__(self) -> str:
        return f"Draw for {self.grade}, {self.edition.called}"

    def get_absolute_url(self) -> str:
        return reverse("audits:draw_detail", args=[self.uid])

    @property
    def edition(self) -> Edition:
        return packs.edition_on(self.pack, self.period_to)

    @property
    def share(self) -> str:
        """How many in a hundred, as people write it: 2.5, 100."""
        return format(self.percent.normalize(), "f")

    @property
    def is_drawn(self) -> bool:
        return self.drawn_at is not None

    @property
    def is_closed(self) -> bool:
        """The list takes no more packs: from the day after, the seed may be shown."""
        return timezone.localdate() > self.closes_on


class DrawnPack(models.Model):
    """One pack that was drawn, and the day by which its owner hands it over."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="drawn")
    frozen = models.ForeignKey(FrozenPack, on_delete=models.PROTECT, related_name="+")
    opaque_id = models.CharField(max_length=24)
    respond_by = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "frozen"], name="audits_drawn_once")]

    def __str__(self) -> str:
        return self.opaque_id
