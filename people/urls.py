"""People, for institution admins."""

from django.urls import path

from people import views_admin as views

app_name = "people"
urlpatterns = [
    path("", views.person_list, name="person_list"),
    path("new/", views.person_new, name="person_new"),
    path("pairs/", views.pair_list, name="pair_list"),
    path("pairs/new/", views.pair_new, name="pair_new"),
    path("settings/", views.institution_settings, name="institution_settings"),
    path("settings/hours/", views.institution_hours, name="institution_hours"),
    path("settings/storage/", views.institution_storage, name="institution_storage"),
    path("settings/leaving/", views.institution_leaving, name="institution_leaving"),
    path("email-changes/<uuid:uid>/confirm/", views.email_change_confirm, name="email_change_confirm"),
    path("<uuid:uid>/", views.person_edit, name="person_edit"),
    path("<uuid:uid>/access/", views.person_access, name="person_access"),
    path("<uuid:uid>/invite/", views.person_invite, name="person_invite"),
    path("<uuid:uid>/email/", views.person_email, name="person_email"),
]
