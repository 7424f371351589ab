"""The hours of a page: set by its owner, kept by a job at each, and once a day for one that was missed."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from notices.actions import notify
from people import trail
from people.models import User
from portfolios.actions import keep_hours, keep_version, locked, publish_version, settle, unpublish
from portfolios.models import WebfolioPage, WebfolioSectionPage
from portfolios.queries import FolioPage
from tenants import jobs

JOB = "portfolios.turn"


@transaction.atomic
def set_hours(
    *, page: FolioPage, actor: User, opens_at: datetime | None, closes_at: datetime | None
) -> FolioPage:
    """The latest version is published at `opens_at`, and the page closed at `closes_at`; None takes an hour back.

    What is saved later stays a draft: the version is the one of now.
    """
    page = locked(page)
    wanted = {"opens_at": opens_at, "closes_at": closes_at}
    fields = [name for name, at in wanted.items() if getattr(page, name) != at]
    if not fields and page.opens_with_id in (None, page.latest_revision_id):
        return page
    if opens_at:
        if page.latest_revision is None:
            keep_version(page, actor)
            page = locked(page)
        settle(page.latest_revision)
    keep_hours(page, **wanted, opens_with=page.latest_revision if opens_at else None)
    trail.record(actor, "set hours", page, fields=fields)
    for at in filter(None, wanted.values()):
        jobs.enqueue(connection.schema_name, JOB, at=at, page=str(page.uid))
    return locked(page)


@transaction.atomic
def keep_to_hours(page: FolioPage, now: datetime) -> None:
    """Publish or close the page if its hour has come, and tell its owner; any number of times is one act."""
    page = locked(page)
    opens, closes = page.due(now)
    hours = page.opens_at, page.closes_at
    if opens:
        page = publish_version(page, page.opens_with or page.latest_revision, page.owner)
        tell(page, "page_opened", hours[0])
    if closes and page.live:
        unpublish(page=page, actor=page.owner)
        tell(page, "page_closed", hours[1])


def tell(page: FolioPage, kind: str, at: datetime | None) -> None:
    """To where its owner sees how their pages stand: of a page that is closed again there is none to open."""
    event = f"{page.uid}:{kind}:{at}"
    notify(kind=kind, recipients=[page.owner], thing=page, event=event, path=reverse("portfolios:folio_home"))


@jobs.task(JOB)
def turn(page: str) -> None:
    for model in (WebfolioPage, WebfolioSectionPage):
        for found in model.objects.filter(uid=page):
            keep_to_hours(found, timezone.now())


@jobs.every_day("portfolios.turn_missed", hour=2)
def turn_missed() -> None:
    now = timezone.now()
    for model in (WebfolioPage, WebfolioSectionPage):
        for found in model.objects.filter(Q(opens_at__lte=now) | Q(closes_at__lte=now)):
            keep_to_hours(found, now)
