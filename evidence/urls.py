"""Private files, links and references."""

from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.evidence_list, name="evidence_list"),
    path("new/", views.evidence_new, name="evidence_new"),
    path("<uuid:uid>/", views.evidence_open, name="evidence_open"),
    path("<uuid:uid>/delete/", views.evidence_delete, name="evidence_delete"),
    path("<uuid:uid>/restore/", views.evidence_restore, name="evidence_restore"),
]
