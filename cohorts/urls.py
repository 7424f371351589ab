"""Cohorts: the cohort, its members and items, several at once, programmes, and what a trainer or supervisor follows."""

from django.urls import path

from cohorts import (
    views,
    views_bulk,
    views_by_rule,
    views_following,
    views_items,
    views_joining,
    views_matrix,
    views_members,
    views_programmes,
)

app_name = "cohorts"
urlpatterns = [
    path("", views.cohort_list, name="cohort_list"),
    path("new/", views.cohort_new, name="cohort_new"),
    path("mine/", views.programme_mine, name="programme_mine"),
    path("dashboard/", views_following.dashboard, name="dashboard"),
    path("quiet/", views_following.people_quiet, name="people_quiet"),
    path("waiting/", views_following.reviews_waiting, name="reviews_waiting"),
    path("by-rule/", views_by_rule.set_by_rule, name="set_by_rule"),
    path("<uuid:uid>/", views_matrix.cohort_detail, name="cohort_detail"),
    path("<uuid:uid>/matrix.csv", views_matrix.export_csv, name="export_csv"),
    path("<uuid:uid>/matrix.xlsx", views_matrix.export_xlsx, name="export_xlsx"),
    path("<uuid:uid>/edit/", views.cohort_edit, name="cohort_edit"),
    path("<uuid:uid>/again/", views.cohort_again, name="cohort_again"),
    path("<uuid:uid>/keep/", views.cohort_keep, name="cohort_keep"),
    path("<uuid:uid>/set/", views_items.item_set, name="item_set"),
    path("<uuid:uid>/event/", views_items.event_set, name="event_set"),
    path("<uuid:uid>/task/", views_items.task_set, name="task_set"),
    path("<uuid:uid>/programme/", views_items.programme_start, name="programme_start"),
    path("<uuid:uid>/items/<uuid:item_uid>/", views_items.item_detail, name="item_detail"),
    path("<uuid:uid>/members/", views_members.member_add, name="member_add"),
    path("<uuid:uid>/members/list/", views_joining.member_csv, name="member_csv"),
    path("<uuid:uid>/members/rule/", views_joining.member_rule, name="member_rule"),
    path("<uuid:uid>/members/<uuid:person_uid>/", views_members.member_detail, name="member_detail"),
    path("<uuid:uid>/members/<uuid:person_uid>/remove/", views_members.member_remove, name="member_remove"),
    path("<uuid:uid>/bulk/", views_bulk.bulk, name="bulk"),
    path("<uuid:uid>/acts/", views_bulk.act_list, name="act_list"),
    path("<uuid:uid>/acts/<uuid:act_uid>/undo/", views_bulk.act_undo, name="act_undo"),
    path("programmes/", views_programmes.programme_list, name="programme_list"),
    path("programmes/new/", views_programmes.programme_new, name="programme_new"),
    path("programmes/<uuid:uid>/", views_programmes.programme_detail, name="programme_detail"),
    path("programmes/<uuid:uid>/edit/", views_programmes.programme_edit, name="programme_edit"),
    path("programmes/<uuid:uid>/copy/", views_programmes.programme_copy, name="programme_copy"),
    path("programmes/<uuid:uid>/give/", views_programmes.programme_give, name="programme_give"),
    path("programmes/<uuid:uid>/delete/", views_programmes.programme_delete, name="programme_delete"),
    path("programmes/<uuid:uid>/items/new/", views_programmes.programme_item, name="programme_item_new"),
    path(
        "programmes/<uuid:uid>/items/<uuid:item_uid>/", views_programmes.programme_item, name="programme_item"
    ),
    path(
        "programmes/<uuid:uid>/items/<uuid:item_uid>/remove/",
        views_programmes.programme_item_remove,
        name="programme_item_remove",
    ),
]
