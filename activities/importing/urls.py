"""Addresses of an import, below `/activities/import/`."""

from django.urls import path

from activities.importing import views

urlpatterns = [
    path("", views.import_new, name="import_new"),
    path("template.csv", views.template_csv, name="template_csv"),
    path("template.xlsx", views.template_xlsx, name="template_xlsx"),
    path("<uuid:uid>/", views.import_columns, name="import_columns"),
    path("<uuid:uid>/reading/", views.import_reading, name="import_reading"),
    path("<uuid:uid>/meanings/", views.import_meanings, name="import_meanings"),
    path("<uuid:uid>/check/", views.import_check, name="import_check"),
    path("<uuid:uid>/progress/", views.import_progress, name="import_progress"),
    path("<uuid:uid>/rows-to-mend.csv", views.import_errors, name="import_errors"),
    path("<uuid:uid>/discard/", views.import_discard, name="import_discard"),
]
