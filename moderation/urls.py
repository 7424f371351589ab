"""Moderation: second marks, shares marked twice, calibration."""

from django.urls import path

from moderation import views_calibration, views_exemplars, views_marks, views_shares

app_name = "moderation"
urlpatterns = [
    path("", views_marks.overview, name="overview"),
    path("ask/<uuid:uid>/", views_marks.mark_ask, name="mark_ask"),
    path("marks/<uuid:uid>/", views_marks.mark_detail, name="mark_detail"),
    path("marks/<uuid:uid>/withdraw/", views_marks.mark_withdraw, name="mark_withdraw"),
    path("marks/<uuid:uid>/compare/", views_marks.mark_compare, name="mark_compare"),
    path("shares/", views_shares.share_list, name="share_list"),
    path("shares/new/", views_shares.share_new, name="share_new"),
    path("shares/<uuid:uid>/end/", views_shares.share_end, name="share_end"),
    path("calibration/", views_calibration.calibration_list, name="calibration_list"),
    path("calibration/new/", views_calibration.calibration_new, name="calibration_new"),
    path("calibration/<uuid:uid>/", views_calibration.calibration_detail, name="calibration_detail"),
    path("calibration/<uuid:uid>/open/", views_calibration.calibration_open, name="calibration_open"),
    path("calibration/<uuid:uid>/close/", views_calibration.calibration_close, name="calibration_close"),
    path("calibration/<uuid:uid>/delete/", views_calibration.calibration_delete, name="calibration_delete"),
    path("calibration/<uuid:uid>/exemplars/new/", views_exemplars.exemplar_new, name="exemplar_new"),
    path("exemplars/<uuid:uid>/", views_exemplars.exemplar_rate, name="exemplar_rate"),
    path("exemplars/<uuid:uid>/edit/", views_exemplars.exemplar_edit, name="exemplar_edit"),
    path("exemplars/<uuid:uid>/remove/", views_exemplars.exemplar_remove, name="exemplar_remove"),
]
