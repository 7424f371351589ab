"""A webfolio as others see it."""

from django.urls import path

from portfolios import views_folio as views

app_name = "folio"
urlpatterns = [
    path("<slug:slug>/", views.folio_read, name="folio_read"),
    path("<slug:slug>/<slug:section>/", views.section_read, name="section_read"),
]
