"""The Wagtail admin behind its fences: closed doors first, then Wagtail's own addresses, each guarded."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.admin.urls import urlpatterns as wagtail_patterns
from wagtail.utils.urlpatterns import decorate_urlpatterns

from website.fences import closed, fenced

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("logout/", RedirectView.as_view(pattern_name="account_logout")),
    re_path(r"^(?:users|groups|api-tokens|password_reset|sites)(?:/.*)?$", closed),
    re_path(r"^reports/page-types-usage/.*$", closed),
    *decorate_urlpatterns(wagtail_patterns, fenced),
]
