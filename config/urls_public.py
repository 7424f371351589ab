"""Addresses of the platform host."""

from django.urls import include, path

from home.theme import theme_css

urlpatterns = [
    path("theme.css", theme_css, name="theme_css"),
    path("", include("tenants.urls")),
]
