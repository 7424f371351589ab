"""Addresses of an institution's host."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.images import urls as wagtailimages_urls

from config.api import api
from home.theme import theme_css
from sharing.views_sitemap import sitemap
from website.views import site_picture
from website.views_robots import robots

urlpatterns = [
    path("theme.css", theme_css, name="theme_css"),
    path("account/", include("people.urls_account")),
    path("account/", include("allauth.urls")),
    path("home/", include("home.urls")),
    path("search/", include("home.urls_search")),
    path("activities/", include("activities.urls")),
    path("plan/", include("plans.urls")),
    path("journal/", include("journals.urls")),
    path("sign-offs/", include("signoffs.urls")),
    path("sign/", include("signoffs.urls_sign")),
    path("evidence/", include("evidence.urls")),
    path("assessments/", include("assessments.urls")),
    path("review/", include("assessments.urls_review")),
    path("tasks/", include("duties.urls")),
    path("authorisations/", include("authorisations.urls")),
    path("moderation/", include("moderation.urls")),
    path("cohorts/", include("cohorts.urls")),
    path("registers/", include("registers.urls")),
    path("renewals/", include("registers.urls_renewals")),
    path("verify/", include("registers.urls_verify")),
    path("applications/", include("applications.urls")),
    path("support/", include("applications.urls_support")),
    path("audits/", include("audits.urls")),
    path("desk/", include("audits.urls_desk")),
    path("webfolio/", include("portfolios.urls")),
    path("folio/", include("portfolios.urls_folio")),
    path("collections/", include("portfolios.collecting.urls")),
    path("sharing/", include("sharing.urls")),
    path("shared/", include("sharing.urls_shared")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("notices/", include("notices.urls")),
    path("moving/", include("moving.urls")),
    path("people/", include("people.urls")),
    path("pairs/", include("people.urls_pairs")),
    path("api/v1/", api.urls),
    path("cms/", include("website.urls_cms")),
    path("images/", include(wagtailimages_urls)),
    path("media/<str:schema>/images/<str:name>", site_picture, name="site_picture"),
    path("", include(wagtail_urls)),
]
handler404 = "home.errors.not_found"
