"""The CPD log: the table, one activity, its verification."""

from django.urls import include, path

from activities import (
    views,
    views_bulk,
    views_changes,
    views_entries,
    views_evidence,
    views_planned,
    views_print,
    views_repeat,
    views_sealing,
    views_split,
    views_table,
    views_verification,
)

app_name = "activities"
urlpatterns = [
    path("", views_table.activity_list, name="activity_list"),
    path("export.csv", views_table.export_csv, name="export_csv"),
    path("export.xlsx", views_table.export_xlsx, name="export_xlsx"),
    path("print/", views_print.activity_print, name="activity_print"),
    path("bulk/", views_bulk.bulk_ask, name="bulk_ask"),
    path("bulk/apply/", views_bulk.bulk_apply, name="bulk_apply"),
    path("changes/", views_changes.change_list, name="change_list"),
    path("changes/<uuid:uid>/", views_changes.change_detail, name="change_detail"),
    path("changes/<uuid:uid>/undo/", views_changes.change_undo, name="change_undo"),
    path("planned/", views_planned.planned_list, name="planned_list"),
    path("import/", include("activities.importing.urls")),
    path("new/", views.activity_new, name="activity_new"),
    path("<uuid:uid>/", views.activity_detail, name="activity_detail"),
    path("<uuid:uid>/edit/", views.activity_edit, name="activity_edit"),
    path("<uuid:uid>/delete/", views.activity_delete, name="activity_delete"),
    path("<uuid:uid>/unseal/", views_sealing.activity_unseal, name="activity_unseal"),
    path("<uuid:uid>/restore/", views.activity_restore, name="activity_restore"),
    path("<uuid:uid>/duplicate/", views.activity_duplicate, name="activity_duplicate"),
    path("<uuid:uid>/repeat/", views_repeat.activity_repeat, name="activity_repeat"),
    path("<uuid:uid>/split/", views_split.activity_split, name="activity_split"),
    path("<uuid:uid>/entry/", views_entries.entry_begin, name="entry_begin"),
    path("<uuid:uid>/done/", views_planned.activity_done, name="activity_done"),
    path("<uuid:uid>/move/", views_planned.activity_move, name="activity_move"),
    path("<uuid:uid>/drop/", views_planned.planned_drop, name="planned_drop"),
    path("<uuid:uid>/evidence/<uuid:piece>/remove/", views_evidence.evidence_remove, name="evidence_remove"),
    path("<uuid:uid>/verify/", views_verification.activity_verify, name="activity_verify"),
    path("<uuid:uid>/withdraw/", views_verification.verification_withdraw, name="verification_withdraw"),
]
