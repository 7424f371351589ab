"""Reads of the log in its own words."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, F, FilteredRelation, Q, Sum
from django.utils import timezone

from evidence.queries import count_of
from sharing.models import RESTORE_DAYS, ItemQuerySet

WORDS = ("title", "provider", "description", "benefit_practice", "benefit_users")


class VerificationQuerySet(models.QuerySet):
    def live(self) -> "VerificationQuerySet":
        """In force: neither withdrawn nor undone by a later edit. Only these count in a total."""
        return self.filter(voided_at=None)


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "ChangeQuerySet":
        """What somebody did to their own log is nobody else's."""
        return self.filter(owner_id=member.pk) if member.pk else self.none()

    def recent(self) -> "ChangeQuerySet":
        """Those that can still be taken back, or were."""
        return self.filter(made_at__gte=timezone.now() - timedelta(RESTORE_DAYS))

    def with_counts(self) -> "ChangeQuerySet":
        """Annotates `many` (activities it changed) and `kept_count` (those that an undo left alone)."""
        counts = {"many": Count("items"), "kept_count": Count("items", filter=Q(items__kept=True))}
        return self.annotate(**counts).order_by("-made_at", "-pk")


class ActivityQuerySet(ItemQuerySet):
    shown = Q(deleted_at=None, sealed=False)

    def in_period(self, start: date | None = None, end: date | None = None) -> "ActivityQuerySet":
        """Those that end inside, edges included, and those still going on that began by the last day."""
        inside, going_on = Q(end_date__isnull=False), Q(end_date=None)
        if start:
            inside &= Q(end_date__gte=start)
        if end:
            inside &= Q(end_date__lte=end)
            going_on &= Q(start_date__lte=end)
        return self.filter(inside | going_on)

    def unfinished(self) -> "ActivityQuerySet":
        """Done, with a benefit still to be described."""
        return self.filter(planned=False).filter(Q(has_practice=False) | Q(has_users=False))

    def holding_text(self, text: str) -> "ActivityQuerySet":
        """Every word of `text` occurs somewhere in the words or tags; sealed words cannot be searched."""
        found = self
        for word in text.split():
            anywhere = Q(tags__icontains=word)
            for name in WORDS:
                anywhere |= Q(**{f"{name}__icontains": word})
            found = found.filter(anywhere)
        return found

    def with_points(self) -> "ActivityQuerySet":
        """Annotates `verified_points`: what the verification in force awards, else None. There is one at most."""
        in_force = FilteredRelation("verifications", condition=Q(verifications__voided_at=None))
        return self.annotate(in_force=in_force, verified_points=F("in_force__points_awarded"))

    def with_evidence_count(self) -> "ActivityQuerySet":
        """Annotates `evidence_count`."""
        return self.annotate(evidence_count=count_of("activity"))

    def for_rows(self) -> "ActivityQuerySet":
        """All that a row of the table shows, in a fixed number of queries."""
        return self.prefetch_related("verifications")

    def totals(self) -> dict[str, Any]:
        """{count, total_minutes, points, planned_count, planned_minutes, ongoing_count} of these rows, in one query."""
        return (
            self.order_by()
            .with_points()
            .aggregate(
                count=Count("pk"),
                total_minutes=Sum("minutes", default=0),
                points=Sum("verified_points"),
                planned_count=Count("pk", filter=Q(planned=True)),
                planned_minutes=Sum("minutes", filter=Q(planned=True), default=0),
                ongoing_count=Count("pk", filter=Q(planned=False, end_date=None)),
            )
        )

    def among(self, owner_ids: Iterable[int]) -> "ActivityQuerySet":
        return self.filter(deleted_at=None, owner_id__in=list(owner_ids))
