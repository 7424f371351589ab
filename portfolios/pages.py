"""What every page of a webfolio is: shut to the Wagtail admin, with versions and hours of its own."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Page, PagePermissionTester, Revision

# Published, and the hour at which it closes has not come: a late job keeps nobody's page open.
OPEN = Q(live=True) & (Q(closes_at=None) | Q(closes_at__gt=Now()))


class ShutTester(PagePermissionTester):
    """Nobody does anything to a webfolio from the Wagtail admin, whatever group or rank they hold."""

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("can_"):
            return lambda *args, **kwargs: False
        return super().__getattribute__(name)


class ShutPage(Page):
    """A page that the Wagtail admin neither makes, shows, indexes nor changes."""

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet:
        return cls.objects.none()

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return ShutTester(user, self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Without the line in Wagtail's log that a new page gets, title and all: editors read that log."""
        super().save(*args, **{"log_action": None, **kwargs})

    @property
    def changed_token(self) -> str:
        """Tells two editors apart: the time of the latest version saved."""
        return self.latest_revision_created_at.isoformat() if self.latest_revision_created_at else "new"


class DraftedPage(ShutPage):
    """`sketch` belongs to a version: it was saved while somebody typed. The hours belong to the page.

    `opens_with` is the version that is published at `opens_at`. Wagtail's own hours stay empty: its command that acts
    on them writes each title into the log that editors read.
    """

    sketch = models.BooleanField(default=False, editable=False)
    opens_at = models.DateTimeField(null=True, blank=True, editable=False)
    opens_with = models.ForeignKey(
        Revision, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    closes_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="%(class)s_opens_before_it_closes",
            )
        ]

    @property
    def is_open(self) -> bool:
        """The same answer as OPEN, for one page."""
        return self.live and (self.closes_at is None or self.closes_at > timezone.now())

    @property
    def is_timed(self) -> bool:
        return self.opens_at is not None or self.closes_at is not None

    def keep_hours(self, page: "DraftedPage") -> None:
        """Give another version of this page the hours that the page has."""
        page.opens_at, page.closes_at, page.opens_with_id = self.opens_at, self.closes_at, self.opens_with_id

    def due(self, now: datetime) -> tuple[bool, bool]:
        """(whether it is to be published by now, whether it is to be closed)."""
        return (
            self.opens_at is not None and self.opens_at <= now,
            self.closes_at is not None and self.closes_at <= now,
        )
