"""Pages of the institution's site, edited in the Wagtail admin."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from website.blocks import SiteBlocks


class KeptTester(PagePermissionTester):
    """The home page is edited, never taken away: the institution's address leads to it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class HomePage(Page):
    introduction = models.CharField(max_length=250, blank=True)
    body = StreamField(SiteBlocks(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["website.StandardPage"]
    max_count = 1

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return KeptTester(user, self)


class StandardPage(Page):
    introduction = models.CharField(max_length=250, blank=True)
    body = StreamField(SiteBlocks(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types = ["website.HomePage", "website.StandardPage"]
    subpage_types = ["website.StandardPage"]
