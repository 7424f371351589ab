"""The review queue and the scoring screen."""

from django.urls import path

from assessments import views_autosave, views_changing, views_review

app_name = "review"
urlpatterns = [
    path("", views_review.work_list, name="work_list"),
    path("<uuid:uid>/", views_review.work_score, name="work_score"),
    path("<uuid:uid>/save/", views_autosave.work_autosave, name="work_autosave"),
    path("<uuid:uid>/notes/save/", views_autosave.notes_autosave, name="notes_autosave"),
    path("<uuid:uid>/notes/", views_review.work_notes, name="work_notes"),
    path("<uuid:uid>/change/", views_changing.work_change, name="work_change"),
    path("<uuid:uid>/withdraw/", views_review.work_withdraw, name="work_withdraw"),
]
