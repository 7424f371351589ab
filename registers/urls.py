"""Registrations and findings."""

from django.urls import path

from registers import views, views_overview, views_own_packs, views_removing

app_name = "registers"
urlpatterns = [
    path("", views.registration_list, name="registration_list"),
    path("new/", views.registration_new, name="registration_new"),
    path("overview/", views_overview.register_overview, name="register_overview"),
    path("packs/<slug:pack>/", views.pack_look, name="pack_look"),
    path("packs/<slug:pack>/editions/", views_own_packs.pack_editions, name="pack_editions"),
    path("own/", views_own_packs.own_pack_list, name="own_pack_list"),
    path("own/new/", views_own_packs.own_pack_new, name="own_pack_new"),
    path("own/<uuid:uid>/", views_own_packs.own_pack_detail, name="own_pack_detail"),
    path("own/<uuid:uid>/use/", views_own_packs.own_pack_use, name="own_pack_use"),
    path("own/<uuid:uid>/retire/", views_own_packs.own_pack_retire, name="own_pack_retire"),
    path("<uuid:uid>/", views.registration_detail, name="registration_detail"),
    path("<uuid:uid>/edit/", views.registration_edit, name="registration_edit"),
    path("<uuid:uid>/end/", views.registration_end, name="registration_end"),
    path("<uuid:uid>/remove/", views_removing.registration_remove, name="registration_remove"),
    path("<uuid:uid>/return/", views.registration_return, name="registration_return"),
]
