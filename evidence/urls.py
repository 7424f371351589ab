"""Private files, links and references."""

from django.urls import path

from evidence import views, views_bulk, views_piece

app_name = "evidence"
urlpatterns = [
    path("", views.evidence_list, name="evidence_list"),
    path("new/", views.evidence_new, name="evidence_new"),
    path("bulk/", views_bulk.bulk_ask, name="bulk_ask"),
    path("bulk/apply/", views_bulk.bulk_apply, name="bulk_apply"),
    path("changes/<uuid:uid>/undo/", views_bulk.change_undo, name="change_undo"),
    path("<uuid:uid>/", views.evidence_open, name="evidence_open"),
    path("<uuid:uid>/about/", views_piece.evidence_detail, name="evidence_detail"),
    path("<uuid:uid>/replace/", views_piece.evidence_replace, name="evidence_replace"),
    path("<uuid:uid>/original/", views_piece.evidence_original, name="evidence_original"),
    path("<uuid:uid>/versions/<int:number>/", views_piece.version_open, name="version_open"),
    path("<uuid:uid>/versions/<int:number>/delete/", views_piece.version_delete, name="version_delete"),
    path("<uuid:uid>/delete/", views.evidence_delete, name="evidence_delete"),
    path("<uuid:uid>/restore/", views.evidence_restore, name="evidence_restore"),
]
