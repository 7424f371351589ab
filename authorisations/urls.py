"""Authorisations, and under `techniques/` what they are for, each with its door sheet."""

from django.urls import path

from authorisations import views, views_doors, views_signing, views_techniques

app_name = "authorisations"
urlpatterns = [
    path("", views.authorisation_list, name="authorisation_list"),
    path("people/", views_signing.authorisation_overseen, name="authorisation_overseen"),
    path("new/", views_signing.authorisation_grant, name="authorisation_grant"),
    path("techniques/", views_techniques.technique_list, name="technique_list"),
    path("techniques/new/", views_techniques.technique_new, name="technique_new"),
    path("techniques/<uuid:uid>/", views_techniques.technique_detail, name="technique_detail"),
    path("techniques/<uuid:uid>/edit/", views_techniques.technique_edit, name="technique_edit"),
    path("techniques/<uuid:uid>/archive/", views_techniques.technique_archive, name="technique_archive"),
    path("techniques/<uuid:uid>/restore/", views_techniques.technique_restore, name="technique_restore"),
    path("techniques/<uuid:uid>/door/", views_doors.door_print, name="door_print"),
    path("techniques/<uuid:uid>/door.csv", views_doors.door_csv, name="door_csv"),
    path("<uuid:uid>/", views.authorisation_detail, name="authorisation_detail"),
    path("<uuid:uid>/use/", views.authorisation_use, name="authorisation_use"),
    path("<uuid:uid>/evidence/", views.authorisation_evidence, name="authorisation_evidence"),
    path("<uuid:uid>/renew/", views_signing.authorisation_renew, name="authorisation_renew"),
    path("<uuid:uid>/withdraw/", views_signing.authorisation_withdraw, name="authorisation_withdraw"),
]
