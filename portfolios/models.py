"""Pages of a webfolio. Who may read one is its audience's matter; the page tree and the Wagtail admin have no say."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet

from people.permissions import can
from portfolios.blocks import FolioBlocks

# Django knows these by being named here.
from portfolios.collecting.models import Collection, CollectionPiece  # noqa: F401
from portfolios.copying.models import CopyAct, CopyLine  # noqa: F401
from portfolios.pages import OPEN, DraftedPage, ShutPage
from portfolios.templating.models import TemplatePage, WebfolioTemplate  # noqa: F401
from sharing.models import Audience, Opened, opened_to, with_marks
from sharing.visitors import member_of


class WebfolioShelf(ShutPage):
    """Stands beside the home page and holds every webfolio, so that no site of the institution contains one."""

    is_creatable = False
    subpage_types = ["portfolios.WebfolioPage"]
    max_count = 1

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class WebfolioQuerySet(PageQuerySet):
    shown = OPEN

    def visible_to(self, member: Any) -> "WebfolioQuerySet":
        """Their own, and the published ones that an audience, a grant or a link opens."""
        readable = self.shown & opened_to(member)
        if member.pk:
            readable |= Q(owner_id=member.pk)
        return self.filter(readable)

    def owned_by(self, member: Any) -> "WebfolioQuerySet":
        return self.filter(owner_id=member.pk) if member.pk else self.none()

    def with_marks(self) -> "WebfolioQuerySet":
        return with_marks(self)


class WebfolioPage(Opened, DraftedPage):
    """The first page of one technician's webfolio. `portfolios.actions` is its only writer."""

    is_creatable = False
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    keeper = models.OneToOneField("people.User", on_delete=models.PROTECT, related_name="+", editable=False)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.SUPERVISORS)
    body = StreamField(FolioBlocks(), blank=True)

    objects = PageManager.from_queryset(WebfolioQuerySet)()

    parent_page_types = ["portfolios.WebfolioShelf"]
    subpage_types = ["portfolios.WebfolioSectionPage"]

    @property
    def is_shown(self) -> bool:
        return self.is_open

    @property
    def folio(self) -> "WebfolioPage":
        return self

    def get_absolute_url(self) -> str:
        return reverse("folio:folio_read", args=[self.slug])

    def with_content_json(self, content: dict) -> "WebfolioPage":
        """An older version brings back its words, never its audience or its hours."""
        page = super().with_content_json(content)
        page.uid, page.audience, page.keeper_id = self.uid, self.audience, self.keeper_id
        self.keep_hours(page)
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return serve_page(self, request)


class SectionQuerySet(PageQuerySet):
    def visible_to(self, member: Any) -> "SectionQuerySet":
        opened = WebfolioPage.objects.filter(OPEN & opened_to(member)).order_by()
        readable = OPEN & Q(webfolio__in=opened)
        if member.pk:
            readable |= Q(owner_id=member.pk)
        return self.filter(readable)

    def in_order(self) -> "SectionQuerySet":
        return self.order_by("place", "pk")


class WebfolioSectionPage(DraftedPage):
    """A further page of a webfolio; it opens to whom the webfolio opens, while both are published."""

    is_creatable = False
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webfolio = models.ForeignKey(WebfolioPage, on_delete=models.PROTECT, related_name="sections")
    place = models.PositiveSmallIntegerField(default=0)
    body = StreamField(FolioBlocks(), blank=True)

    objects = PageManager.from_queryset(SectionQuerySet)()

    parent_page_types = ["portfolios.WebfolioPage"]
    subpage_types: list[str] = []

    @property
    def is_shown(self) -> bool:
        return self.is_open and self.webfolio.is_open

    @property
    def folio(self) -> WebfolioPage:
        return self.webfolio

    def opens_to(self, member: Any) -> bool:
        return self.is_open and self.webfolio.opens_to(member)

    def get_absolute_url(self) -> str:
        return reverse("folio:section_read", args=[self.webfolio.slug, self.slug])

    def with_content_json(self, content: dict) -> "WebfolioSectionPage":
        """An older version brings back its words, never its place or its hours."""
        page = super().with_content_json(content)
        page.uid, page.place, page.webfolio_id = self.uid, self.place, self.webfolio_id
        self.keep_hours(page)
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return serve_page(self, request)


def serve_page(page: WebfolioPage | WebfolioSectionPage, request: HttpRequest) -> HttpResponse:
    """The only reader of a published page: 404 for whoever its audience leaves out, as for a page that is not there."""
    from portfolios.reading import published

    if not page.is_shown or not can(member_of(request), "portfolios.read_folio", page):
        raise Http404
    return published(page, request)
