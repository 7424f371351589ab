"""Registrations and findings."""

from django.urls import path

from registers import views, views_overview

app_name = "registers"
urlpatterns = [
    path("", views.registration_list, name="registration_list"),
    path("new/", views.registration_new, name="registration_new"),
    path("overview/", views_overview.register_overview, name="register_overview"),
    path("packs/<slug:pack>/", views.pack_look, name="pack_look"),
    path("<uuid:uid>/", views.registration_detail, name="registration_detail"),
    path("<uuid:uid>/edit/", views.registration_edit, name="registration_edit"),
    path("<uuid:uid>/end/", views.registration_end, name="registration_end"),
    path("<uuid:uid>/return/", views.registration_return, name="registration_return"),
]
