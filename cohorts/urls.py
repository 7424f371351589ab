"""Cohorts."""

from django.urls import path

from cohorts import views

app_name = "cohorts"
urlpatterns = [
    path("", views.cohort_list, name="cohort_list"),
    path("new/", views.cohort_new, name="cohort_new"),
    path("<uuid:uid>/", views.cohort_detail, name="cohort_detail"),
    path("<uuid:uid>/edit/", views.cohort_edit, name="cohort_edit"),
    path("<uuid:uid>/set/", views.item_set, name="item_set"),
    path("<uuid:uid>/members/", views.member_add, name="member_add"),
    path("<uuid:uid>/members/<uuid:person_uid>/remove/", views.member_remove, name="member_remove"),
]
